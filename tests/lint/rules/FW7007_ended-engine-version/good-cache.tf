resource "aws_elasticache_cluster" "sessions" {
  cluster_id     = "sessions"
  engine         = "redis"
  engine_version = "7.1"
}
