from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    name = "samspil.work.plans"
    label = "plans"

    def ready(self) -> None:
        """Offer what plans make of what people said, and let plans be found."""
        from samspil.base.search.sources import provide
        from samspil.kit.next_steps import offer
        from samspil.work.plans.policies import may_write_plans
        from samspil.work.plans.search_texts import area_texts, plan_texts

        provide("plan", plan_texts)
        provide("focus_area", area_texts)

        for label, page in (
            (_("Lav et indsatsområde af det"), "area_from_cluster"),
            (_("Lav en aktivitet af det"), "activity_from_cluster"),
        ):
            offer("inputs.cluster", label, page, may_write_plans)
