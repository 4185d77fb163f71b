// Package session keeps in Redis what makes signing in quick and bounded: logins of staff, devices of
// persons, counts of tries, what is under way at an identity provider. The truth of logins and devices is in SQL.
//
// Invariants: whatever fails in Redis is a miss, never an error to whoever signs in; an entry lives less
// than a minute, so that a disabled member or a revoked device is out within one, whatever else fails;
// keys hold hashes and ids, never names or addresses; a password's hash is never cached; while Redis is
// away, tries are counted in this process.
package session
