//! Names derived from paths: logical IDs, parameters, addresses and variables.

/// `orders/target-group` as `OrdersTargetGroup`: a logical ID or parameter name.
pub fn pascal_case(path: &str) -> String {
    let mut name = String::with_capacity(path.len());
    let mut upper = true;
    for character in path.chars() {
        if character.is_ascii_alphanumeric() {
            name.push(if upper { character.to_ascii_uppercase() } else { character });
            upper = false;
        } else {
            upper = true;
        }
    }
    name
}

/// `orders/target-group` as `orders_target_group`: a Terraform name.
pub fn snake_case(path: &str) -> String {
    let mut name = String::with_capacity(path.len());
    name.extend(
        path.chars()
            .map(|it| if it.is_ascii_alphanumeric() { it.to_ascii_lowercase() } else { '_' }),
    );
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_names() {
        assert_eq!(pascal_case("orders-api/target-group"), "OrdersApiTargetGroup");
        assert_eq!(pascal_case("db2/a"), "Db2A");
        assert_eq!(snake_case("orders-api/target-group"), "orders_api_target_group");
    }
}
