module "web" {
  source = "github.com/acme/terraform-web?ref=v1.4.0"
}

module "jobs" {
  source = "git::https://git.example.com/jobs.git//modules/queue?ref=3f2c91e"
}
