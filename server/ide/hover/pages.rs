//! Where the Kubernetes site says more about a field. Only pages that have stood at their address for years.

/// The site.
const SITE: &str = "https://kubernetes.io/docs/";

/// Pages by type and field; an empty field stands for all others of the type. The first that fits counts.
const PAGES: &[(&[&str], &[&str], &str, &str)] = &[
    (&["PodSpec"], &["initContainers"], "Init containers", "concepts/workloads/pods/init-containers/"),
    (&["PodSpec"], &["ephemeralContainers"], "Ephemeral containers", "concepts/workloads/pods/ephemeral-containers/"),
    (&["PodSpec"], &["volumes"], "Volumes", "concepts/storage/volumes/"),
    (&["PodSpec"], &["containers"], "Pods", "concepts/workloads/pods/"),
    (
        &["PodSpec"],
        &["restartPolicy", "terminationGracePeriodSeconds", "readinessGates", "activeDeadlineSeconds"],
        "Pod lifecycle",
        "concepts/workloads/pods/pod-lifecycle/",
    ),
    (
        &["PodSpec"],
        &["affinity", "nodeSelector", "nodeName"],
        "Assigning Pods to nodes",
        "concepts/scheduling-eviction/assign-pod-node/",
    ),
    (&["PodSpec"], &["tolerations"], "Taints and tolerations", "concepts/scheduling-eviction/taint-and-toleration/"),
    (
        &["PodSpec"],
        &["topologySpreadConstraints"],
        "Topology spread constraints",
        "concepts/scheduling-eviction/topology-spread-constraints/",
    ),
    (
        &["PodSpec"],
        &["priority", "priorityClassName", "preemptionPolicy"],
        "Priority and preemption",
        "concepts/scheduling-eviction/pod-priority-preemption/",
    ),
    (
        &["PodSpec"],
        &["schedulingGates"],
        "Scheduling readiness",
        "concepts/scheduling-eviction/pod-scheduling-readiness/",
    ),
    (&["PodSpec"], &["overhead"], "Pod overhead", "concepts/scheduling-eviction/pod-overhead/"),
    (&["PodSpec"], &["runtimeClassName"], "Runtime class", "concepts/containers/runtime-class/"),
    (
        &["PodSpec"],
        &["dnsPolicy", "dnsConfig", "hostname", "subdomain", "setHostnameAsFQDN"],
        "DNS for Services and Pods",
        "concepts/services-networking/dns-pod-service/",
    ),
    (&["PodDNSConfig"], &[""], "DNS for Services and Pods", "concepts/services-networking/dns-pod-service/"),
    (
        &["PodSpec"],
        &["serviceAccountName", "serviceAccount", "automountServiceAccountToken"],
        "ServiceAccounts for Pods",
        "tasks/configure-pod-container/configure-service-account/",
    ),
    (
        &["PodSpec"],
        &["imagePullSecrets"],
        "Images from a private registry",
        "tasks/configure-pod-container/pull-image-private-registry/",
    ),
    (&["PodSpec"], &["hostUsers"], "User namespaces", "concepts/workloads/pods/user-namespaces/"),
    (
        &["PodSpec"],
        &["shareProcessNamespace"],
        "Shared process namespace",
        "tasks/configure-pod-container/share-process-namespace/",
    ),
    (
        &["PodSpec", "Container"],
        &["securityContext"],
        "Security context",
        "tasks/configure-pod-container/security-context/",
    ),
    (
        &["PodSecurityContext", "SecurityContext", "Capabilities", "SeccompProfile", "SELinuxOptions"],
        &[""],
        "Security context",
        "tasks/configure-pod-container/security-context/",
    ),
    (
        &["Container", "PodSpec"],
        &["resources"],
        "Resource management",
        "concepts/configuration/manage-resources-containers/",
    ),
    (&["ResourceRequirements"], &[""], "Resource management", "concepts/configuration/manage-resources-containers/"),
    (&["Container"], &["restartPolicy"], "Sidecar containers", "concepts/workloads/pods/sidecar-containers/"),
    (&["Container"], &["image", "imagePullPolicy"], "Images", "concepts/containers/images/"),
    (
        &["Container"],
        &["livenessProbe", "readinessProbe", "startupProbe"],
        "Configuring probes",
        "tasks/configure-pod-container/configure-liveness-readiness-startup-probes/",
    ),
    (
        &["Probe", "HTTPGetAction", "TCPSocketAction", "GRPCAction"],
        &[""],
        "Configuring probes",
        "tasks/configure-pod-container/configure-liveness-readiness-startup-probes/",
    ),
    (&["Container"], &["lifecycle"], "Lifecycle hooks", "concepts/containers/container-lifecycle-hooks/"),
    (&["Lifecycle", "LifecycleHandler"], &[""], "Lifecycle hooks", "concepts/containers/container-lifecycle-hooks/"),
    (
        &["Container"],
        &["command", "args"],
        "Command and arguments",
        "tasks/inject-data-application/define-command-argument-container/",
    ),
    (
        &["Container"],
        &["env", "envFrom"],
        "Environment variables",
        "tasks/inject-data-application/define-environment-variable-container/",
    ),
    (
        &["EnvVar"],
        &[""],
        "Environment variables",
        "tasks/inject-data-application/define-environment-variable-container/",
    ),
    (&["ConfigMapKeySelector", "ConfigMapEnvSource"], &[""], "ConfigMaps", "concepts/configuration/configmap/"),
    (&["SecretKeySelector", "SecretEnvSource"], &[""], "Secrets", "concepts/configuration/secret/"),
    (&["ObjectFieldSelector", "ResourceFieldSelector"], &[""], "Downward API", "concepts/workloads/pods/downward-api/"),
    (&["Volume"], &["persistentVolumeClaim"], "Persistent volumes", "concepts/storage/persistent-volumes/"),
    (&["Volume"], &["projected"], "Projected volumes", "concepts/storage/projected-volumes/"),
    (&["Volume"], &["ephemeral"], "Ephemeral volumes", "concepts/storage/ephemeral-volumes/"),
    (&["Volume"], &["configMap"], "ConfigMaps", "concepts/configuration/configmap/"),
    (&["Volume"], &["secret"], "Secrets", "concepts/configuration/secret/"),
    (&["Volume", "VolumeMount", "EmptyDirVolumeSource"], &[""], "Volumes", "concepts/storage/volumes/"),
    (&["PersistentVolumeClaimSpec"], &[""], "Persistent volumes", "concepts/storage/persistent-volumes/"),
    (&["Toleration"], &[""], "Taints and tolerations", "concepts/scheduling-eviction/taint-and-toleration/"),
    (
        &["TopologySpreadConstraint"],
        &[""],
        "Topology spread constraints",
        "concepts/scheduling-eviction/topology-spread-constraints/",
    ),
    (
        &["Affinity", "NodeAffinity", "PodAffinity", "PodAntiAffinity", "NodeSelectorTerm", "PodAffinityTerm"],
        &[""],
        "Assigning Pods to nodes",
        "concepts/scheduling-eviction/assign-pod-node/",
    ),
    (
        &["DeploymentSpec", "DeploymentStrategy", "RollingUpdateDeployment"],
        &[""],
        "Deployments",
        "concepts/workloads/controllers/deployment/",
    ),
    (&["StatefulSetSpec"], &[""], "StatefulSets", "concepts/workloads/controllers/statefulset/"),
    (&["DaemonSetSpec"], &[""], "DaemonSet", "concepts/workloads/controllers/daemonset/"),
    (&["ReplicaSetSpec"], &[""], "ReplicaSet", "concepts/workloads/controllers/replicaset/"),
    (&["JobSpec", "PodFailurePolicy", "SuccessPolicy"], &[""], "Jobs", "concepts/workloads/controllers/job/"),
    (&["CronJobSpec"], &[""], "CronJob", "concepts/workloads/controllers/cron-jobs/"),
];

/// The page about the field `field` of the type with this short name, as a link.
pub(super) fn link(type_name: &str, field: &str) -> Option<String> {
    let fits = |(types, fields, ..): &&(&[&str], &[&str], &str, &str)| {
        types.contains(&type_name) && (fields.contains(&field) || fields.contains(&""))
    };
    PAGES.iter().find(fits).map(|(_, _, title, page)| format!("[{title}]({SITE}{page})"))
}

/// The page about a kind of workload, as a link.
pub(super) fn of_kind(kind: &str) -> Option<String> {
    match kind {
        "Pod" => link("PodSpec", "containers"),
        kind => link(&format!("{kind}Spec"), ""),
    }
}
