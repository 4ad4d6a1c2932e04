db_engine_version = "17.5"
replicas = 1
