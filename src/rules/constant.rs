//! The walk of the compiler: every rule of severity error, in loops, into a fixed buffer.
//!
//! At most 16 findings are told, and how many there are beyond them.

mod across;

use crate::diag::{Buffer, Severity};
use crate::spec::{Api, App, Service, Source};

use super::Binding;
use super::finding::Finding;
use crate::rules::admin_processes::colliding_admin_process::Family;
use crate::rules::admin_processes::{
    colliding_admin_process, destructive_migration_in_split_release, migrate_at_start,
};
use crate::rules::backing_services::hardcoded_endpoint;
use crate::rules::build_release_run::build_at_run;
use crate::rules::concurrency::{impossible_scale, single_task};
use crate::rules::config::{credential_in_url, plaintext_secret_env};
use crate::rules::deployments::{
    foreign_runner, impossible_strategy, misplaced_image_tag, pipeline_across_regions,
    pipeline_name_too_long, pipeline_of_unknown_service, repeated_step,
    request_scaling_while_shifting, second_pipeline, shift_without_balancer, skipped_environment,
    unapproved_production, unheard_topic, unseen_paths, unwritten_back_end,
};
use crate::rules::description::{
    colliding_module, duplicate_environment, duplicate_variable, empty_value, impossible_takeover,
    local_state, module_host_without_zone, name_too_long, no_environment, odd_host, odd_name,
    odd_path_pattern, odd_variable_name, other_environments, public_service_without_zone,
    relative_health_path, reserved_name, reserved_tag, reserved_variable, too_many_environments,
    too_many_parameters, unaccepted_app_value, unaccepted_store_value, unknown_tools_environment,
    unreachable_web_service,
};
use crate::rules::disposability::{drain_longer_than_stop, no_health_check};
use crate::rules::environments::{production_backups_shorter, verification_below_floor};
use crate::rules::patterns::{call_without_timeout, reachable_worker};
use crate::rules::resilience::{
    missing_owner, short_backups_in_production, stateful_store_deletable, visibility_below_timeout,
};
use crate::rules::services::{
    call_of_itself, contract_without_provider, external_contract_served, serving_worker,
};
use crate::rules::waivers::{
    waiver_in_unknown_environment, waiver_of_fixed_rule, waiver_of_unknown_rule,
    waiver_without_reason,
};

/// How many findings one compile error tells.
const MOST: u32 = 16;

/// Findings of the compiler's walk.
pub(crate) struct Findings<'i, 'a> {
    app: &'i App<'a>,
    text: Buffer<8192>,
    count: u32,
}

impl<'i, 'a> Findings<'i, 'a> {
    const fn new(app: &'i App<'a>) -> Self {
        Self { app, text: Buffer::new(), count: 0 }
    }

    /// Adds a finding if there is one, it is an error, and no waiver covers it.
    #[expect(clippy::large_types_passed_by_value, reason = "a rule's answer goes nowhere else")]
    pub(crate) const fn add(&mut self, finding: Option<Finding<'a>>) {
        let Some(finding) = finding else { return };
        if !matches!(finding.rule.severity, Severity::Error) || finding.waiver(self.app).is_some() {
            return;
        }
        self.count += 1;
        if self.count <= MOST {
            self.tell(&finding);
        }
    }

    const fn tell(&mut self, finding: &Finding<'a>) {
        self.text.text("\n  ");
        tell(&mut self.text, finding);
    }

    /// How many there are.
    pub(crate) const fn count(&self) -> u32 {
        self.count
    }

    /// What they say.
    pub(crate) const fn text(&self) -> &str {
        self.text.as_str()
    }

    /// Fails compilation with what was found.
    #[track_caller]
    pub(crate) const fn panic(mut self) -> ! {
        if self.count > MOST {
            self.text.text("\n  and ");
            self.text.number((self.count - MOST) as u64);
            self.text.text(" more; run `check` to see them all");
        }
        self.text.panic()
    }
}

/// Writes a finding as one line.
const fn tell<const N: usize>(text: &mut Buffer<N>, finding: &Finding<'_>) {
    text.text(finding.rule.id);
    text.text(" ");
    text.text(finding.at.file());
    text.text(":");
    text.number(finding.at.line() as u64);
    text.text(" ");
    text.message(&finding.message);
    text.text("; ");
    text.message(&finding.help);
    if let Some(numeral) = finding.rule.factor.numeral() {
        text.text(" (factor ");
        text.text(numeral);
        text.text(")");
    }
}

/// A finding of severity error as the compiler tells it.
pub(crate) fn line(finding: &Finding<'_>) -> Option<String> {
    let mut text = Buffer::<1024>::new();
    tell(&mut text, finding);
    matches!(finding.rule.severity, Severity::Error).then(|| text.as_str().to_owned())
}

/// Judges an app by every rule of severity error.
pub(crate) const fn walk<'i, 'a>(app: &'i App<'a>) -> Findings<'i, 'a> {
    let mut findings = Findings::new(app);
    judge_app(&mut findings, app);
    let (own, count) = (app.service_list(), app.service_count());
    let mut s = 0;
    while s < count {
        let service = if s < own.len() { own[s] } else { app.service_at(s) };
        judge_service(&mut findings, app, service);
        judge_environments(&mut findings, app, service);
        judge_variables(&mut findings, app, service);
        across::judge(&mut findings, app, s, service);
        s += 1;
    }
    judge_families(&mut findings, app);
    findings
}

/// Judges the families of task definitions, if there are more than one for each service.
const fn judge_families<'a>(findings: &mut Findings<'_, 'a>, app: &App<'a>) {
    let (mut s, mut has_processes) = (0, false);
    while s < app.service_count() && !has_processes {
        has_processes = Family::count(app.service_at(s)) > 1;
        s += 1;
    }
    s = 0;
    while has_processes && s < app.service_count() {
        let mut position = 0;
        while position < Family::count(app.service_at(s)) {
            findings.add(colliding_admin_process::first(app, s, position));
            position += 1;
        }
        s += 1;
    }
}

/// Whether a service of the app serves a contract.
const fn is_served(app: &App<'_>, api: &Api<'_>) -> bool {
    let mut s = 0;
    while s < app.service_count() {
        let served = app.service_at(s).served();
        let mut i = 0;
        while i < served.len() {
            if served[i].is(api) {
                return true;
            }
            i += 1;
        }
        s += 1;
    }
    false
}

const fn judge_modules<'a>(findings: &mut Findings<'_, 'a>, app: &App<'a>) {
    let modules = app.module_list();
    let mut m = 0;
    while m < modules.len() {
        let (mut service, mut s) = (false, 0);
        while s < app.service_count() && !service {
            service = app.service_at(s).hash() == modules[m].hash;
            s += 1;
        }
        findings.add(colliding_module::judge(app, m, service));
        findings.add(module_host_without_zone::judge(app, modules[m]));
        let calls = modules[m].calls;
        let mut c = 0;
        while c < calls.len() {
            if !is_served(app, calls[c].api()) {
                findings.add(contract_without_provider::judge_module(modules[m], &calls[c]));
            }
            c += 1;
        }
        m += 1;
    }
}

const fn judge_app<'a>(findings: &mut Findings<'_, 'a>, app: &App<'a>) {
    findings.add(no_environment::judge(app));
    findings.add(too_many_environments::judge(app));
    findings.add(unknown_tools_environment::judge(app));
    findings.add(local_state::judge(app));
    findings.add(other_environments::judge_app(app));
    findings.add(odd_name::judge_app(app));
    findings.add(unaccepted_app_value::judge(app));
    findings.add(reserved_tag::judge(app));
    let mut e = 0;
    while e < app.environment_count() {
        findings.add(duplicate_environment::judge(app, e));
        findings.add(odd_name::judge_environment(app, e));
        e += 1;
    }
    judge_modules(findings, app);
    judge_pipelines(findings, app);
    let waivers = app.waiver_list();
    let mut w = 0;
    while w < waivers.len() {
        findings.add(waiver_of_unknown_rule::judge(app, &waivers[w]));
        findings.add(waiver_of_fixed_rule::judge(app, &waivers[w]));
        findings.add(waiver_without_reason::judge(app, &waivers[w]));
        findings.add(waiver_in_unknown_environment::judge(app, &waivers[w]));
        w += 1;
    }
}

const fn judge_pipelines<'a>(findings: &mut Findings<'_, 'a>, app: &App<'a>) {
    let mut p = 0;
    while p < app.pipeline_list().len() {
        findings.add(pipeline_of_unknown_service::judge(app, p));
        findings.add(skipped_environment::judge(app, p));
        findings.add(unapproved_production::judge(app, p));
        findings.add(second_pipeline::judge(app, p));
        findings.add(unseen_paths::judge(app, p));
        findings.add(pipeline_across_regions::judge(app, p));
        findings.add(misplaced_image_tag::judge(app, p));
        findings.add(pipeline_name_too_long::judge(app, p));
        findings.add(unwritten_back_end::judge(app, p));
        findings.add(repeated_step::judge(app, p));
        findings.add(foreign_runner::judge(app, p));
        findings.add(unheard_topic::judge(app, p));
        p += 1;
    }
}

const fn judge_service<'a>(findings: &mut Findings<'_, 'a>, app: &App<'a>, service: &Service<'a>) {
    findings.add(odd_name::judge(app, service));
    findings.add(reserved_name::judge(app, service));
    findings.add(missing_owner::judge(app, service));
    findings.add(no_health_check::judge(app, service));
    findings.add(relative_health_path::judge(app, service));
    findings.add(drain_longer_than_stop::judge(app, service));
    findings.add(reachable_worker::judge(app, service));
    findings.add(unreachable_web_service::judge(app, service));
    findings.add(impossible_takeover::judge(app, service));
    findings.add(impossible_strategy::judge(app, service));
    findings.add(shift_without_balancer::judge(app, service));
    findings.add(request_scaling_while_shifting::judge(app, service));
    findings.add(public_service_without_zone::judge(app, service));
    findings.add(odd_path_pattern::judge(app, service));
    findings.add(serving_worker::judge(app, service));
    findings.add(external_contract_served::judge(app, service));
    findings.add(other_environments::judge(app, service));
    findings.add(too_many_parameters::judge(app, service));
    findings.add(destructive_migration_in_split_release::judge(app, service));
    findings.add(other_environments::judge_jobs(app, service));
    if !service.arguments().is_empty() {
        findings.add(build_at_run::judge(app, service));
        findings.add(migrate_at_start::judge(app, service));
    }
    let calls = service.called();
    let mut c = 0;
    while c < calls.len() {
        findings.add(odd_name::judge_call(app, service, &calls[c]));
        findings.add(call_of_itself::judge(app, service, &calls[c]));
        findings.add(call_without_timeout::judge(app, service, &calls[c]));
        c += 1;
    }
    let attachments = service.attachments();
    let mut a = 0;
    while a < attachments.len() {
        findings.add(odd_name::judge_store(app, service, &attachments[a]));
        findings.add(other_environments::judge_store(app, service, &attachments[a]));
        findings.add(visibility_below_timeout::judge(app, service, &attachments[a]));
        a += 1;
    }
}

const fn judge_environments<'a>(
    findings: &mut Findings<'_, 'a>,
    app: &App<'a>,
    service: &Service<'a>,
) {
    let attachments = service.attachments();
    let mut e = 0;
    while e < app.environment_count() {
        findings.add(impossible_scale::judge(app, service, e));
        findings.add(single_task::judge(app, service, e));
        findings.add(verification_below_floor::judge(app, service, e));
        findings.add(odd_host::judge(app, service, e));
        findings.add(name_too_long::judge(app, service, e));
        let mut a = 0;
        while a < attachments.len() {
            let attachment = &attachments[a];
            findings.add(name_too_long::judge_store(app, service, attachment, e));
            findings.add(unaccepted_store_value::judge(app, service, attachment, e));
            findings.add(stateful_store_deletable::judge(app, service, attachment, e));
            findings.add(short_backups_in_production::judge(app, service, attachment, e));
            findings.add(production_backups_shorter::judge(app, service, attachment, e));
            a += 1;
        }
        e += 1;
    }
}

/// Judges the variables of a service. Most have no trait that a rule looks closer at, and most
/// names have a bit of their own among those before.
const fn judge_variables<'a>(
    findings: &mut Findings<'_, 'a>,
    app: &App<'a>,
    service: &Service<'a>,
) {
    let variables = service.variables();
    let mut v = 0;
    while v < variables.len() {
        let variable = &variables[v];
        if let Source::Plain(value) = variable.source()
            && value.environments().is_some()
        {
            findings.add(other_environments::judge_variable(app, service, variable));
        }
        if variable.traits().is_suspicious() {
            let binding = Binding::Variable(variable);
            findings.add(odd_variable_name::judge(app, service, &binding));
            findings.add(reserved_variable::judge(app, service, &binding));
            findings.add(plaintext_secret_env::judge(app, service, variable));
            findings.add(credential_in_url::judge(app, service, variable));
            findings.add(hardcoded_endpoint::judge(app, service, variable));
            findings.add(empty_value::judge(app, service, variable));
        }
        v += 1;
    }
    let count = Binding::count(service);
    let (mut seen, mut twice, mut b) = (0_u128, false, 0);
    while b < count {
        let binding = Binding::of(service, b);
        if b >= variables.len() && (binding.is_misspelled() || binding.is_reserved()) {
            findings.add(odd_variable_name::judge(app, service, &binding));
            findings.add(reserved_variable::judge(app, service, &binding));
        }
        // The upper bits of a hash are as good as random.
        let bit = 1 << (binding.hash() >> 57);
        let mut earlier = 0;
        while seen & bit != 0 && !twice && earlier < b {
            let before = Binding::of(service, earlier);
            if before.hash() == binding.hash() {
                let found = duplicate_variable::judge(app, service, &before, &binding);
                twice = found.is_some();
                findings.add(found);
            }
            earlier += 1;
        }
        seen |= bit;
        b += 1;
    }
}
