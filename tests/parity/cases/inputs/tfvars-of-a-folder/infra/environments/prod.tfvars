engine_version = "16.4"
retention      = 30
