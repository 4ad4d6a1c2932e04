"""ElastiCache: the member clusters of replication groups, and groups that really go away."""

import types

from moto.elasticache.models import ElastiCacheBackend


def install():
    """Answers a describe call for a member cluster of a replication group."""
    describe = ElastiCacheBackend.describe_cache_clusters

    def describe_cache_clusters(self, cache_cluster_id=None):
        if cache_cluster_id and cache_cluster_id not in self.cache_clusters:
            for group in self.replication_groups.values():
                if cache_cluster_id in group.member_clusters:
                    return [_member(group, cache_cluster_id, self)]
        return describe(self, cache_cluster_id)

    delete = ElastiCacheBackend.delete_replication_group

    def delete_replication_group(self, replication_group_id, *args, **kwargs):
        group = delete(self, replication_group_id, *args, **kwargs)
        self.replication_groups.pop(replication_group_id, None)
        return group

    ElastiCacheBackend.describe_cache_clusters = describe_cache_clusters
    ElastiCacheBackend.delete_replication_group = delete_replication_group


def _member(group, identifier, backend):
    return types.SimpleNamespace(
        cache_cluster_id=identifier,
        cache_cluster_status="available",
        engine=group.engine,
        engine_version=getattr(group, "engine_version", None) or "7.1.0",
        cache_node_type=group.cache_node_type,
        num_cache_nodes=1,
        cache_subnet_group_name=group.cache_subnet_group_name,
        replication_group_id=group.replication_group_id,
        auto_minor_version_upgrade=True,
        cache_parameter_group={"CacheParameterGroupName": "default.redis7"},
        preferred_maintenance_window="sun:05:00-sun:06:00",
        arn=f"arn:aws:elasticache:{backend.region_name}:{backend.account_id}:cluster:{identifier}",
    )
