WITH held AS (
    SELECT career.* FROM careers career JOIN documents USING (doc_id)
    WHERE $new
),
positions AS (
    SELECT entity_id, list(position ORDER BY former, n DESC, position) AS positions
    FROM (
        SELECT entity_id, former, count(*) AS n,
               first(position ORDER BY position DESC)
               || CASE WHEN former THEN ' (в прошлом)' ELSE '' END AS position
        FROM held GROUP BY entity_id, former, lower(position)
    )
    GROUP BY entity_id
),
organizations AS (
    SELECT entity_id, list(organization ORDER BY n DESC, organization) AS organizations
    FROM (
        SELECT held.entity_id, coalesce(body.name, held.organization) AS organization,
               count(*) AS n
        FROM held LEFT JOIN entities body ON body.entity_id = held.organization_id
        WHERE held.organization IS NOT NULL GROUP BY ALL
    )
    -- "правительство" names no body.
    WHERE NOT regexp_full_match(organization, '[а-яё-]+')
    GROUP BY entity_id
),
-- The parts of a name are taken from one document, the one that knows most of them.
known AS (
    SELECT entity_id, surname, given_name, patronymic, gender, count(*) AS n,
           (surname IS NOT NULL)::INT + (given_name IS NOT NULL)::INT
           + (patronymic IS NOT NULL)::INT + (gender IS NOT NULL)::INT AS n_known,
           contains(coalesce(given_name, ''), '.')::INT
           + contains(coalesce(patronymic, ''), '.')::INT AS n_initials
    FROM parts GROUP BY ALL
),
fullest AS (
    SELECT DISTINCT ON (entity_id) * FROM known
    ORDER BY entity_id, n_known DESC, n_initials, n DESC,
             surname, given_name, patronymic, gender
)
SELECT entity_id, name, surname, given_name, patronymic, gender,
       coalesce(positions, []) AS positions, coalesce(organizations, []) AS organizations
FROM entities JOIN fullest USING (entity_id)
LEFT JOIN positions USING (entity_id) LEFT JOIN organizations USING (entity_id)
WHERE type = 'PERSON'
ORDER BY n_mentions DESC, name, entity_id
