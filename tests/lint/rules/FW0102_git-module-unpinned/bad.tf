module "web" {
  source = "github.com/acme/terraform-web"
}

module "jobs" {
  source = "git::https://git.example.com/jobs.git//modules/queue?ref=main"
}
