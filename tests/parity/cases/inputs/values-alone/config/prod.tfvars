db_engine_version = "16.4"
replicas = 3
timeout = 30
