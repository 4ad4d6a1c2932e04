include!("common.inc");

const RUST: BaseImage = BaseImage::new("public.ecr.aws/docker/library/rust", "1.95", "sha256:12");

fn main() {}
