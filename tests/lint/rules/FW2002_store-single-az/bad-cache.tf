resource "aws_elasticache_replication_group" "sessions" {
  description                = "sessions"
  node_type                  = "cache.t4g.small"
  automatic_failover_enabled = false
}
