-- Forums, meetings, elections: when, where, who, held or planned, and of what a part.
SELECT event."begin", event."end", event.name, event.kind, event.place, event.status,
       whole.name AS part_of, event.participants, document.date AS published,
       document.title, event.doc_id, event.event_id
FROM events event
JOIN documents document USING (doc_id)
LEFT JOIN events whole ON whole.event_id = event.part_of
WHERE $new
  AND event.kind IN ($calendar_kinds)
ORDER BY event."begin" NULLS LAST, event.name, event.event_id
