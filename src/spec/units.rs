//! Quantities with their units. Each constructor checks what AWS accepts, at the user's line.

use crate::diag::Message;

use super::knob::{Knob, Scalar, ScalarKind, ScalarValue};
use super::text;

/// Least and most tasks of a service: `Tasks(2, 20)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tasks(pub u32, pub u32);

impl Knob for Tasks {
    const SCALARS: &'static [Scalar] = &[
        Scalar { name: "least", kind: ScalarKind::Number(0, 5000), class: "count" },
        Scalar { name: "most", kind: ScalarKind::Number(1, 5000), class: "count" },
    ];

    fn scalar(&self, index: usize) -> ScalarValue<'_> {
        ScalarValue::Number(i64::from(if index == 0 { self.0 } else { self.1 }))
    }
}

/// A Fargate task size: CPU units (1024 = 1 vCPU) and memory in MiB.
///
/// Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fargate {
    cpu: u32,
    memory: u32,
}

/// CPU units, least memory, most memory and step of the memory, in MiB.
const FARGATE_SIZES: [(u32, u32, u32, u32); 7] = [
    (256, 512, 2048, 1024),
    (512, 1024, 4096, 1024),
    (1024, 2048, 8192, 1024),
    (2048, 4096, 16384, 1024),
    (4096, 8192, 30720, 1024),
    (8192, 16384, 61440, 4096),
    (16384, 32768, 122_880, 8192),
];

impl Fargate {
    /// A task of `cpu` CPU units and `memory` MiB.
    ///
    /// # Panics
    /// If Fargate has no such task; the message names the memory that goes with the CPU units.
    #[track_caller]
    pub const fn new(cpu: u32, memory: u32) -> Self {
        let mut i = 0;
        while i < FARGATE_SIZES.len() {
            let (units, least, most, step) = FARGATE_SIZES[i];
            if units == cpu {
                if fits(memory, least, most, step) {
                    return Self { cpu, memory };
                }
                Message::of("Fargate has no task with ")
                    .number(cpu as u64)
                    .text(" CPU units and ")
                    .number(memory as u64)
                    .text(" MiB: ")
                    .number(cpu as u64)
                    .text(" CPU units take ")
                    .number(least as u64)
                    .text(" to ")
                    .number(most as u64)
                    .text(" MiB in steps of ")
                    .number(step as u64)
                    .panic()
            }
            i += 1;
        }
        Message::of("Fargate has no task with ")
            .number(cpu as u64)
            .text(" CPU units: take 256, 512, 1024, 2048, 4096, 8192 or 16384 (1024 = 1 vCPU)")
            .panic()
    }

    /// The memory that goes with CPU units, in MiB: the least, the most and the step.
    pub(crate) fn memory_for(cpu: i64) -> Option<(u32, u32, u32)> {
        let size = FARGATE_SIZES.iter().find(|it| i64::from(it.0) == cpu)?;
        Some((size.1, size.2, size.3))
    }

    /// Whether there is a task of this size.
    pub(crate) fn exists(cpu: i64, memory: i64) -> bool {
        let memory = u32::try_from(memory).ok();
        let size = Self::memory_for(cpu).zip(memory);
        size.is_some_and(|((least, most, step), memory)| fits(memory, least, most, step))
    }

    /// CPU units; 1024 are one vCPU.
    pub const fn cpu(&self) -> u32 {
        self.cpu
    }

    /// Memory in MiB.
    pub const fn memory(&self) -> u32 {
        self.memory
    }
}

/// Whether `memory` is `least`, or a multiple of `step` up to `most`.
const fn fits(memory: u32, least: u32, most: u32, step: u32) -> bool {
    memory == least || memory > least && memory <= most && memory.is_multiple_of(step)
}

impl Knob for Fargate {
    const SCALARS: &'static [Scalar] = &[
        Scalar { name: "cpu", kind: ScalarKind::Number(256, 16384), class: "size" },
        Scalar { name: "memory", kind: ScalarKind::Number(512, 122_880), class: "size" },
    ];

    fn scalar(&self, index: usize) -> ScalarValue<'_> {
        ScalarValue::Number(i64::from(if index == 0 { self.cpu } else { self.memory }))
    }
}

/// The most Aurora capacity units of a database, 1 to 256. The least is always 0.5.
///
/// Source: <https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Acu(pub u16);

impl Knob for Acu {
    const SCALARS: &'static [Scalar] =
        &[Scalar { name: "", kind: ScalarKind::Number(1, 256), class: "size" }];

    fn scalar(&self, _: usize) -> ScalarValue<'_> {
        ScalarValue::Number(i64::from(self.0))
    }
}

/// A share of a hundred, 1 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Percent(u8);

impl Percent {
    /// `percent` of a hundred.
    ///
    /// # Panics
    /// If it is 0 or more than 100.
    #[track_caller]
    pub const fn new(percent: u8) -> Self {
        if percent == 0 || percent > 100 {
            Message::new().number(percent as u64).text(" is no percentage from 1 to 100").panic()
        }
        Self(percent)
    }

    /// Its number.
    pub const fn number(&self) -> u8 {
        self.0
    }
}

impl Knob for Percent {
    const SCALARS: &'static [Scalar] =
        &[Scalar { name: "", kind: ScalarKind::Number(1, 100), class: "threshold" }];

    fn scalar(&self, _: usize) -> ScalarValue<'_> {
        ScalarValue::Number(i64::from(self.0))
    }
}

/// Requests a minute that one task answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Requests(u32);

impl Requests {
    /// So many requests a minute.
    ///
    /// # Panics
    /// If there are none: a service would never be small enough.
    #[track_caller]
    pub const fn per_minute(requests: u32) -> Self {
        if requests == 0 {
            Message::of("autoscaling aims at 1 request a minute or more for each task").panic()
        }
        Self(requests)
    }
}

impl Knob for Requests {
    const SCALARS: &'static [Scalar] =
        &[Scalar { name: "", kind: ScalarKind::Number(1, u32::MAX as i64), class: "threshold" }];

    fn scalar(&self, _: usize) -> ScalarValue<'_> {
        ScalarValue::Number(i64::from(self.0))
    }
}

/// A duration in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seconds(pub u32);

impl Knob for Seconds {
    const SCALARS: &'static [Scalar] =
        &[Scalar { name: "", kind: ScalarKind::Number(0, 1_209_600), class: "duration" }];

    fn scalar(&self, _: usize) -> ScalarValue<'_> {
        ScalarValue::Number(i64::from(self.0))
    }
}

/// How many days logs are kept.
///
/// Source: <https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Retention(u16);

/// What CloudWatch Logs accepts, in days.
const RETENTION_DAYS: [u16; 22] = [
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
    3288, 3653,
];

impl Retention {
    /// What CloudWatch Logs accepts, in days.
    pub(crate) const ACCEPTED: &'static [u16] = &RETENTION_DAYS;

    /// So many days.
    ///
    /// # Panics
    /// If CloudWatch Logs has no such retention.
    #[track_caller]
    pub const fn days(days: u16) -> Self {
        let mut i = 0;
        while i < RETENTION_DAYS.len() {
            if RETENTION_DAYS[i] == days {
                return Self(days);
            }
            i += 1;
        }
        Message::of("CloudWatch Logs cannot keep logs for ")
            .number(days as u64)
            .text(" days: take 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653")
            .panic()
    }

    /// Its number of days.
    pub const fn number(&self) -> u16 {
        self.0
    }
}

impl Knob for Retention {
    const SCALARS: &'static [Scalar] =
        &[Scalar { name: "days", kind: ScalarKind::Number(1, 3653), class: "retention" }];

    fn scalar(&self, _: usize) -> ScalarValue<'_> {
        ScalarValue::Number(i64::from(self.0))
    }
}

/// How many days the automated backups of a database are kept, 1 to 35.
///
/// Source: <https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Managing.Backups.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Backups(u8);

impl Backups {
    /// So many days.
    ///
    /// # Panics
    /// If Aurora does not keep backups for so long.
    #[track_caller]
    pub const fn days(days: u8) -> Self {
        if days == 0 || days > 35 {
            Message::of("Aurora keeps backups for 1 to 35 days, not ").number(days as u64).panic()
        }
        Self(days)
    }

    /// Its number of days.
    pub const fn number(&self) -> u8 {
        self.0
    }
}

impl Knob for Backups {
    const SCALARS: &'static [Scalar] =
        &[Scalar { name: "days", kind: ScalarKind::Number(1, 35), class: "retention" }];

    fn scalar(&self, _: usize) -> ScalarValue<'_> {
        ScalarValue::Number(i64::from(self.0))
    }
}

/// Whether something may be deleted by mistake. A property of the deployment, not of the system:
/// the one switch that may differ between environments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protection {
    /// Deleting it takes two steps.
    On,
    /// It can be deleted.
    Off,
}

impl Knob for Protection {
    const SCALARS: &'static [Scalar] =
        &[Scalar { name: "protection", kind: ScalarKind::Bool, class: "protection" }];

    fn scalar(&self, _: usize) -> ScalarValue<'_> {
        ScalarValue::Bool(matches!(self, Self::On))
    }
}

/// The address range of a VPC: `Cidr::new("10.0.0.0/16")`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cidr {
    address: u32,
    prefix: u8,
}

impl Cidr {
    /// The range written as `10.0.0.0/16`; a VPC takes a prefix from 16 to 20.
    ///
    /// # Panics
    /// If it is no such range, or its address has bits beyond the prefix.
    #[track_caller]
    pub const fn new(range: &str) -> Self {
        match parse_cidr(range) {
            Some(cidr) => cidr,
            None => Message::new()
                .code(range)
                .text(" is no range for a VPC: write its first address and a prefix from 16 to 20, as in `10.0.0.0/16`")
                .panic(),
        }
    }

    /// The subnet of prefix `prefix` at `index` inside it, as text.
    pub fn subnet(&self, prefix: u8, index: u32) -> String {
        Self { address: self.address + (index << (32 - prefix)), prefix }.to_string()
    }

    /// The number of leading bits that are fixed.
    pub const fn prefix(&self) -> u8 {
        self.prefix
    }
}

impl std::fmt::Display for Cidr {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", std::net::Ipv4Addr::from_bits(self.address), self.prefix)
    }
}

const fn parse_cidr(range: &str) -> Option<Cidr> {
    let bytes = range.as_bytes();
    let mut numbers = [0u32; 5];
    let (mut part, mut digits, mut i) = (0, 0, 0);
    while i < bytes.len() {
        let byte = bytes[i];
        if byte.is_ascii_digit() {
            numbers[part] = numbers[part] * 10 + (byte - b'0') as u32;
            digits += 1;
            if digits > 3 {
                return None;
            }
        } else {
            let separator = if part == 3 { b'/' } else { b'.' };
            if byte != separator || digits == 0 || part == 4 {
                return None;
            }
            part += 1;
            digits = 0;
        }
        i += 1;
    }
    let prefix = numbers[4];
    if part != 4 || digits == 0 || prefix < 16 || prefix > 20 {
        return None;
    }
    let (mut address, mut byte) = (0, 0);
    while byte < 4 {
        if numbers[byte] > 255 {
            return None;
        }
        address = address << 8 | numbers[byte];
        byte += 1;
    }
    if address << prefix != 0 {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "the prefix is at most 20")]
    Some(Cidr { address, prefix: prefix as u8 })
}

/// Whether `value` reads like the host name of a zone: labels of letters, digits and hyphens.
pub const fn is_host(value: &str) -> bool {
    let bytes = value.as_bytes();
    let (mut i, mut label, mut dots) = (0, 0, 0);
    while i < bytes.len() {
        match bytes[i] {
            b'.' => {
                if label == 0 {
                    return false;
                }
                label = 0;
                dots += 1;
            }
            b'a'..=b'z' | b'0'..=b'9' | b'-' => {
                label += 1;
                if label > 63 {
                    return false;
                }
            }
            _ => return false,
        }
        i += 1;
    }
    label > 0 && dots > 0 && bytes.len() <= 253 && !text::starts_with(value, "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subnets_follow_each_other() {
        let range = Cidr::new("10.1.0.0/16");
        assert_eq!(range.to_string(), "10.1.0.0/16");
        assert_eq!(range.subnet(20, 0), "10.1.0.0/20");
        assert_eq!(range.subnet(20, 15), "10.1.240.0/20");
    }

    #[test]
    fn odd_ranges_are_refused() {
        for odd in ["10.0.0.0", "10.0.0.0/8", "10.0.0.1/16", "10.0.0/16", "300.0.0.0/16", "", "/"] {
            assert!(parse_cidr(odd).is_none(), "{odd}");
        }
    }

    #[test]
    fn fargate_sizes_are_the_documented_ones() {
        assert!(fits(512, 512, 2048, 1024) && fits(1024, 512, 2048, 1024));
        assert!(!fits(1536, 512, 2048, 1024) && !fits(4096, 512, 2048, 1024));
        assert!(fits(20480, 16384, 61440, 4096) && !fits(17408, 16384, 61440, 4096));
    }
}
