"""Django's command line; `./samspil manage …` runs it with the right environment."""

import os
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent / "src"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samspil.config.settings")
    from django.core.management import execute_from_command_line

    from samspil.config.environment import act_as_owner_for

    act_as_owner_for(sys.argv[1] if len(sys.argv) > 1 else "")
    execute_from_command_line(sys.argv)
