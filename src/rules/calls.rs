//! The graph of calls between services: who waits for whom.

use std::collections::BTreeMap;

use crate::spec::{Call, Service};

/// Services that call each other, by position.
#[derive(Debug)]
pub struct CallGraph<'a> {
    /// The calls that close a circle.
    pub closing: Vec<Step<'a>>,
    /// Which services each one calls, without the calls that close a circle.
    callees: Vec<Vec<usize>>,
}

/// A call between two services of the app, by position.
#[derive(Clone, Copy, Debug)]
pub struct Step<'a> {
    /// Who calls.
    pub caller: usize,
    /// Who answers.
    pub callee: usize,
    /// The call.
    pub call: &'a Call<'a>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Visit {
    Not,
    Open,
    Done,
}

impl<'a> CallGraph<'a> {
    /// The graph of the calls between `services`; a call goes to the first provider of its
    /// contract. Calls of a service to itself are left out.
    pub(super) fn new(
        services: &[&'a Service<'a>],
        providers: &BTreeMap<&'a str, Vec<usize>>,
    ) -> Self {
        let steps: Vec<Vec<Step<'a>>> = services
            .iter()
            .enumerate()
            .map(|(caller, service)| {
                let resolved = service.called().iter().filter_map(|call| {
                    let callee = *providers.get(call.api().name())?.first()?;
                    Some(Step { caller, callee, call })
                });
                resolved.filter(|step| step.callee != caller).collect()
            })
            .collect();
        let mut graph = Self { closing: Vec::new(), callees: vec![Vec::new(); services.len()] };
        let mut visits = vec![Visit::Not; services.len()];
        for start in 0..services.len() {
            graph.visit(start, &steps, &mut visits);
        }
        graph
    }

    /// Visits what `start` calls, depth first, without recursion: chains may be long.
    fn visit(&mut self, start: usize, steps: &[Vec<Step<'a>>], visits: &mut [Visit]) {
        if visits[start] != Visit::Not {
            return;
        }
        visits[start] = Visit::Open;
        let mut open = vec![(start, 0)];
        while let Some((service, next)) = open.pop() {
            let Some(step) = steps[service].get(next) else {
                visits[service] = Visit::Done;
                continue;
            };
            open.push((service, next + 1));
            match visits[step.callee] {
                Visit::Open => self.closing.push(*step),
                Visit::Done => self.callees[service].push(step.callee),
                Visit::Not => {
                    self.callees[service].push(step.callee);
                    visits[step.callee] = Visit::Open;
                    open.push((step.callee, 0));
                }
            }
        }
    }

    /// The longest chain of calls from each service that nobody calls, with that service.
    pub(super) fn chains(&self) -> Vec<(usize, Vec<usize>)> {
        let count = self.callees.len();
        let mut callers = vec![0; count];
        for callee in self.callees.iter().flatten() {
            callers[*callee] += 1;
        }
        let starts: Vec<usize> = (0..count).filter(|it| callers[*it] == 0).collect();
        let mut order = starts.clone();
        let mut position = 0;
        while position < order.len() {
            for callee in &self.callees[order[position]] {
                callers[*callee] -= 1;
                if callers[*callee] == 0 {
                    order.push(*callee);
                }
            }
            position += 1;
        }
        let mut depth = vec![0_usize; count];
        let mut next = vec![None; count];
        for service in order.into_iter().rev() {
            for callee in &self.callees[service] {
                if depth[*callee] + 1 > depth[service] {
                    depth[service] = depth[*callee] + 1;
                    next[service] = Some(*callee);
                }
            }
        }
        let chain = |start| std::iter::successors(Some(start), |it| next[*it]).collect();
        starts.into_iter().map(|start| (start, chain(start))).collect()
    }
}
