WITH counted AS (
    SELECT m.entity_id, m.doc_id, m.type, m.normal, count(*) AS n,
           d.date, $new AS original
    FROM mentions m JOIN documents d USING (doc_id)
    WHERE m.entity_id IS NOT NULL
    GROUP BY ALL
),
counts AS (
    SELECT entity_id,
           coalesce(sum(n) FILTER (original), 0) AS n_mentions,
           count(DISTINCT doc_id) FILTER (original) AS n_documents,
           min(date) FILTER (original) AS first_date,
           max(date) FILTER (original) AS last_date
    FROM counted GROUP BY entity_id
),
types AS (
    SELECT entity_id, first(type ORDER BY n DESC, type) AS type
    FROM (SELECT entity_id, type, sum(n) AS n FROM counted GROUP BY ALL)
    GROUP BY entity_id
),
names AS (
    SELECT entity_id, first(name ORDER BY n DESC, length(name) DESC, name) AS name
    FROM (SELECT entity_id, name, count(*) AS n FROM parts GROUP BY ALL)
    GROUP BY entity_id
),
forms AS (SELECT entity_id, normal, sum(n) AS n FROM counted GROUP BY ALL),
aliases AS (
    SELECT entity_id, list(normal ORDER BY n DESC, normal) AS aliases
    FROM forms JOIN names USING (entity_id)
    WHERE normal <> name
    GROUP BY entity_id
)
SELECT entity_id, type, name, coalesce(aliases, []) AS aliases,
       n_mentions, n_documents, first_date, last_date
FROM counts JOIN types USING (entity_id) JOIN names USING (entity_id)
LEFT JOIN aliases USING (entity_id)
ORDER BY n_mentions DESC, name, entity_id
