from django.db import migrations

# A plan that reads all rows in turn looks cheap to PostgreSQL, which does not count what it costs to
# take every vector apart; the setting holds inside the function alone and leaks into no pool.
LOOKED_AT = """
CREATE FUNCTION search_looked_at(asked tsquery, for_age integer, most integer)
RETURNS SETOF search_searchtext LANGUAGE sql STABLE SET enable_seqscan = off AS $$
    SELECT * FROM search_searchtext
    WHERE words @@ asked
      AND (until IS NULL OR until > now())
      AND (for_age IS NULL OR coalesce(age_from, 0) <= for_age AND coalesce(age_to, 200) >= for_age)
    LIMIT most
$$
"""
# A row of usual size keeps its vector beside it and as it is: it is read for every search that meets it.
BESIDE = "ALTER TABLE search_searchtext SET (toast_tuple_target = 8160)"


class Migration(migrations.Migration):
    """The function by which texts are looked at, and how their words lie."""

    dependencies = [("search", "0001_initial")]

    operations = [
        migrations.RunSQL(LOOKED_AT, "DROP FUNCTION search_looked_at"),
        migrations.RunSQL(BESIDE, "ALTER TABLE search_searchtext RESET (toast_tuple_target)"),
    ]
