"""`insatsguiden db …`: the database."""

from service.settings import Settings
from service.storage.migrate import upgrade as run_migrations


def upgrade() -> int:
    """Bring the database to the newest version; nothing happens where it is there already."""
    settings = Settings()
    run_migrations(settings.database_url)
    print("The database is up to date.")
    return 0
