// Package scenarios tells the days of a justice station, from end to end over real HTTP and websockets:
// each scenario is named after what happens to people, and runs on SQLite with Redis in process and on
// PostgreSQL with a real redis-server.
package scenarios
