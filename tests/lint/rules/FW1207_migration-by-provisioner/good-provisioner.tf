resource "null_resource" "schema" {
  provisioner "local-exec" {
    command = "cd app && alembic check"
  }
}
