WITH known AS (
    SELECT * EXCLUDE (doc_id, type, name, surname, given_name, patronymic, gender),
           count(*) AS n
    FROM parts WHERE kind IS NOT NULL GROUP BY ALL
),
surest AS (
    SELECT DISTINCT ON (entity_id) * FROM known
    ORDER BY entity_id, ambiguous, n DESC, geonames_id, wikidata_id, kind, country_code,
             region_code, latitude, longitude, parent_id
)
SELECT entity_id, name, kind, country_code, region_code, geonames_id, wikidata_id,
       latitude, longitude, around.entity_id AS parent_id, ambiguous
FROM surest JOIN entities USING (entity_id)
-- A place that no article mentions has no row to point to; the codes still name it.
LEFT JOIN (SELECT entity_id FROM surest) around ON around.entity_id = surest.parent_id
ORDER BY n_mentions DESC, name, entity_id
