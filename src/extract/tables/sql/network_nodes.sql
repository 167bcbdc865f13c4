-- The entities that have ties; degree counts the others that one is tied to.
WITH named AS ($named), tie AS (
    SELECT relation.subject_id AS entity_id, relation.object_id AS other_id
    FROM trusted_relations relation JOIN documents document USING (doc_id)
    WHERE $new
    UNION ALL
    SELECT relation.object_id, relation.subject_id
    FROM trusted_relations relation JOIN documents document USING (doc_id)
    WHERE $new
)
SELECT entity.entity_id, entity.name, entity.type, entity.n_mentions,
       entity.n_documents, count(DISTINCT tie.other_id) AS degree
FROM tie JOIN named entity ON entity.entity_id = tie.entity_id
JOIN named other ON other.entity_id = tie.other_id
WHERE tie.other_id <> tie.entity_id
GROUP BY ALL
ORDER BY degree DESC, entity.name, entity.entity_id
