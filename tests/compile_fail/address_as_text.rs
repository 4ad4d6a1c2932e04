include!("common.inc");

fn address() -> String {
    format!("{}", DB)
}

fn main() {}
