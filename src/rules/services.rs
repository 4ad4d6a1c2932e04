//! Rules across services: what they share, call and send.

pub(super) mod call_cycle;
pub(super) mod call_of_itself;
pub(super) mod contract_with_two_providers;
pub(super) mod contract_without_provider;
pub(super) mod direct_table_access;
pub(super) mod export_coupling;
pub(super) mod external_contract_served;
pub(super) mod idle_internal_service;
pub(super) mod queue_without_consumer;
pub(super) mod queue_without_producer;
pub(super) mod serving_worker;
pub(super) mod shared_database;
pub(super) mod shared_queue_consumers;
pub(super) mod shared_queue_producers;
pub(super) mod shared_security_group;
pub(super) mod shared_task_role;
pub(super) mod smart_pipe;
pub(super) mod store_attached_twice;
pub(super) mod sync_chain_too_deep;
pub(super) mod uncalled_contract;
pub(super) mod worker_without_queue;
