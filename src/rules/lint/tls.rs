//! Security policies of Elastic Load Balancing.
//!
//! Facts: <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html>,
//! <https://docs.aws.amazon.com/elasticloadbalancing/latest/network/describe-ssl-policies.html>.

/// The oldest protocol that a policy speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Oldest {
    /// TLS 1.0.
    Tls10,
    /// TLS 1.1.
    Tls11,
    /// TLS 1.2.
    Tls12,
    /// TLS 1.3.
    Tls13,
}

impl Oldest {
    /// Its name.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Tls10 => "TLS 1.0",
            Self::Tls11 => "TLS 1.1",
            Self::Tls12 => "TLS 1.2",
            Self::Tls13 => "TLS 1.3",
        }
    }
}

/// What AWS recommends.
pub(crate) const RECOMMENDED_POLICY: &str = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";
/// What a listener gets that names none, unless the console makes it.
pub(crate) const DEFAULT_POLICY: &str = "ELBSecurityPolicy-2016-08";
/// Policies of later years may be some that the table lacks.
const LAST_YEAR: u32 = 2025;

const POLICIES: &[(&str, Oldest)] = {
    use Oldest::{Tls10, Tls11, Tls12, Tls13};
    &[
        ("ELBSecurityPolicy-2015-05", Tls10),
        ("ELBSecurityPolicy-2016-08", Tls10),
        ("ELBSecurityPolicy-TLS-1-0-2015-04", Tls10),
        ("ELBSecurityPolicy-TLS-1-1-2017-01", Tls11),
        ("ELBSecurityPolicy-TLS-1-2-2017-01", Tls12),
        ("ELBSecurityPolicy-TLS-1-2-Ext-2018-06", Tls12),
        ("ELBSecurityPolicy-FS-2018-06", Tls10),
        ("ELBSecurityPolicy-FS-1-1-2019-08", Tls11),
        ("ELBSecurityPolicy-FS-1-2-2019-08", Tls12),
        ("ELBSecurityPolicy-FS-1-2-Res-2019-08", Tls12),
        ("ELBSecurityPolicy-FS-1-2-Res-2020-10", Tls12),
        ("ELBSecurityPolicy-TLS13-1-0-2021-06", Tls10),
        ("ELBSecurityPolicy-TLS13-1-0-PQ-2025-09", Tls10),
        ("ELBSecurityPolicy-TLS13-1-0-FIPS-2023-04", Tls10),
        ("ELBSecurityPolicy-TLS13-1-0-FIPS-PQ-2025-09", Tls10),
        ("ELBSecurityPolicy-TLS13-1-1-2021-06", Tls11),
        ("ELBSecurityPolicy-TLS13-1-1-FIPS-2023-04", Tls11),
        ("ELBSecurityPolicy-TLS13-1-2-2021-06", Tls12),
        ("ELBSecurityPolicy-TLS13-1-2-PQ-2025-09", Tls12),
        ("ELBSecurityPolicy-TLS13-1-2-FIPS-2023-04", Tls12),
        ("ELBSecurityPolicy-TLS13-1-2-FIPS-PQ-2025-09", Tls12),
        ("ELBSecurityPolicy-TLS13-1-2-Res-2021-06", Tls12),
        ("ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09", Tls12),
        ("ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04", Tls12),
        ("ELBSecurityPolicy-TLS13-1-2-Res-FIPS-PQ-2025-09", Tls12),
        ("ELBSecurityPolicy-TLS13-1-2-Ext0-FIPS-2023-04", Tls12),
        ("ELBSecurityPolicy-TLS13-1-2-Ext0-FIPS-PQ-2025-09", Tls12),
        ("ELBSecurityPolicy-TLS13-1-2-Ext0-RFC9151-FIPS-2023-07", Tls12),
        ("ELBSecurityPolicy-TLS13-1-2-Ext1-2021-06", Tls12),
        ("ELBSecurityPolicy-TLS13-1-2-Ext1-PQ-2025-09", Tls12),
        ("ELBSecurityPolicy-TLS13-1-2-Ext1-FIPS-2023-04", Tls12),
        ("ELBSecurityPolicy-TLS13-1-2-Ext1-FIPS-PQ-2025-09", Tls12),
        ("ELBSecurityPolicy-TLS13-1-2-Ext2-2021-06", Tls12),
        ("ELBSecurityPolicy-TLS13-1-2-Ext2-PQ-2025-09", Tls12),
        ("ELBSecurityPolicy-TLS13-1-2-Ext2-FIPS-2023-04", Tls12),
        ("ELBSecurityPolicy-TLS13-1-2-Ext2-FIPS-PQ-2025-09", Tls12),
        ("ELBSecurityPolicy-TLS13-1-2-RFC9151-FIPS-2023-07", Tls12),
        ("ELBSecurityPolicy-TLS13-1-2-RFC9151-INTEROP1-FIPS-2023-07", Tls12),
        ("ELBSecurityPolicy-TLS13-1-2-RFC9151-INTEROP2-FIPS-2023-07", Tls12),
        ("ELBSecurityPolicy-TLS13-1-2-RFC9151-INTEROP3-FIPS-2023-07", Tls12),
        ("ELBSecurityPolicy-TLS13-1-2-RFC9151-INTEROP4-FIPS-2023-07", Tls12),
        ("ELBSecurityPolicy-TLS13-1-3-2021-06", Tls13),
        ("ELBSecurityPolicy-TLS13-1-3-PQ-2025-09", Tls13),
        ("ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04", Tls13),
        ("ELBSecurityPolicy-TLS13-1-3-FIPS-PQ-2025-09", Tls13),
        ("ELBSecurityPolicy-TLS13-1-3-RFC9151-FIPS-2023-07", Tls13),
    ]
};

/// The oldest protocol of a policy; `None` if the table lacks the policy.
pub(crate) fn oldest_protocol(policy: &str) -> Option<Oldest> {
    POLICIES.iter().find(|(name, _)| *name == policy).map(|(_, oldest)| *oldest)
}

/// Every policy.
pub(crate) fn tls_policies() -> impl Iterator<Item = &'static str> {
    POLICIES.iter().map(|(name, _)| *name)
}

/// Whether there is surely no such policy: one of a later year may be newer than the table.
pub(crate) fn is_no_policy(name: &str) -> bool {
    oldest_protocol(name).is_none() && year(name).is_none_or(|year| year <= LAST_YEAR)
}

/// The year in `ELBSecurityPolicy-…-2025-09`.
fn year(name: &str) -> Option<u32> {
    let (rest, _month) = name.strip_prefix("ELBSecurityPolicy-")?.rsplit_once('-')?;
    rest.rsplit('-').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_that_may_be_newer_is_not_refused() {
        for (name, refused) in [
            ("ELBSecurityPolicy-2016-08", false),
            ("ELBSecurityPolicy-2016-8", true),
            ("ELBSecurityPolicy-TLS-1-2-2017-02", true),
            ("ELBSecurityPolicy-TLS14-1-4-2031-01", false),
            ("TLS-1-2", true),
        ] {
            assert_eq!(is_no_policy(name), refused, "{name}");
        }
        assert!(!is_no_policy(RECOMMENDED_POLICY) && !is_no_policy(DEFAULT_POLICY));
    }
}
