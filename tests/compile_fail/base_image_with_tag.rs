include!("common.inc");

const RUST: BaseImage = BaseImage::new("rust:1.95", "1.95", "sha256:12");

fn main() {}
