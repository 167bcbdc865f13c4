-- Cities: places of that kind.
SELECT * FROM places WHERE kind = 'city'
