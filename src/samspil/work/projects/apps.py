from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "samspil.work.projects"
    label = "projects"
