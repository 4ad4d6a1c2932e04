engine_version = "17.5"
