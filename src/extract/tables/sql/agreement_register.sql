-- Who has agreed what with whom, newest first.
SELECT relation.subject AS party, relation.subject_for AS party_for,
       relation.object AS other_party, relation.object_for AS other_party_for,
       relation.predicate, relation.kind, relation.topic, relation.status,
       relation."begin", relation."end", relation.place, document.date AS published,
       relation.quote, relation.score, relation.doc_id, relation.relation_id
FROM trusted_relations relation
JOIN documents document USING (doc_id)
WHERE $new AND relation.predicate IN ($registered)
ORDER BY coalesce(relation."begin", document.date) DESC NULLS LAST,
         relation.relation_id
