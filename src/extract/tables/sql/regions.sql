-- Regions: places of that kind.
SELECT * FROM places WHERE kind = 'region'
