-- Ties between entities: mutual ones once, whichever side was named first.
WITH named AS ($named), tie AS (
    SELECT CASE WHEN predicate IN ($mutual) THEN least(subject_id, object_id)
                ELSE subject_id END AS source,
           CASE WHEN predicate IN ($mutual) THEN greatest(subject_id, object_id)
                ELSE object_id END AS target,
           predicate, doc_id
    FROM trusted_relations
    WHERE subject_id IS NOT NULL AND object_id IS NOT NULL AND subject_id <> object_id
)
SELECT tie.source, one.name AS source_name, tie.predicate, tie.target,
       other.name AS target_name, count(*) AS weight,
       count(DISTINCT tie.doc_id) AS n_documents,
       min(document.date) AS first_date, max(document.date) AS last_date
FROM tie
JOIN documents document USING (doc_id)
JOIN named one ON one.entity_id = tie.source
JOIN named other ON other.entity_id = tie.target
WHERE $new
GROUP BY ALL
ORDER BY weight DESC, source_name, target_name, predicate
