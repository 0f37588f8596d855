//! How often real manifests use a field or value, for the order of completions: most used first.
//!
//! Counted over public manifests of many projects, each project weighed down so that none decides
//! alone; fields that are not listed were hardly found. Knows names only.

use super::follow;
use crate::ide::facts::{is_demanded, is_deprecated};
use crate::pod::Role;
use crate::schema::{Field, Minor, Type};

/// Where fields begin that usually follow the one above.
const FOLLOWING: u32 = 900;
/// Where fields begin that nobody has to write.
const OPTIONAL: u32 = 1_000;
/// Where fields begin that hardly anybody writes.
const RARE: u32 = 2_000;
/// Where fields begin that nobody should write.
const LAST: u32 = 3_000;

/// The fields of a type by use; of a container by its role.
const FIELDS: &[(&str, &str)] = &[
    ("apps.v1.DaemonSetSpec", "template selector updateStrategy minReadySeconds revisionHistoryLimit"),
    ("apps.v1.DaemonSetUpdateStrategy", "type rollingUpdate"),
    (
        "apps.v1.DeploymentSpec",
        "template selector replicas strategy revisionHistoryLimit minReadySeconds progressDeadlineSeconds \
         paused",
    ),
    ("apps.v1.DeploymentStrategy", "type rollingUpdate"),
    ("apps.v1.ReplicaSetSpec", "template replicas selector"),
    ("apps.v1.RollingUpdateDaemonSet", "maxUnavailable maxSurge"),
    ("apps.v1.RollingUpdateDeployment", "maxSurge maxUnavailable"),
    ("apps.v1.RollingUpdateStatefulSetStrategy", "partition maxUnavailable"),
    ("apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy", "whenDeleted whenScaled"),
    (
        "apps.v1.StatefulSetSpec",
        "template selector serviceName replicas volumeClaimTemplates updateStrategy podManagementPolicy \
         revisionHistoryLimit persistentVolumeClaimRetentionPolicy minReadySeconds",
    ),
    ("apps.v1.StatefulSetUpdateStrategy", "type rollingUpdate"),
    (
        "batch.v1.CronJobSpec",
        "jobTemplate schedule concurrencyPolicy successfulJobsHistoryLimit failedJobsHistoryLimit \
         startingDeadlineSeconds",
    ),
    (
        "batch.v1.JobSpec",
        "template backoffLimit ttlSecondsAfterFinished parallelism completions completionMode suspend \
         activeDeadlineSeconds manualSelector podFailurePolicy backoffLimitPerIndex successPolicy selector \
         maxFailedIndexes podReplacementPolicy",
    ),
    ("batch.v1.JobTemplateSpec", "spec metadata"),
    ("batch.v1.PodFailurePolicyOnExitCodesRequirement", "containerName operator values"),
    ("batch.v1.PodFailurePolicyRule", "action onExitCodes onPodConditions"),
    ("core.v1.Affinity", "nodeAffinity podAntiAffinity podAffinity"),
    ("core.v1.CSIVolumeSource", "driver volumeAttributes readOnly"),
    ("core.v1.Capabilities", "drop add"),
    ("core.v1.ClaimSource", "resourceClaimName resourceClaimTemplateName"),
    ("core.v1.ConfigMapEnvSource", "name optional"),
    ("core.v1.ConfigMapKeySelector", "name key optional"),
    ("core.v1.ConfigMapProjection", "name items optional"),
    ("core.v1.ConfigMapVolumeSource", "name defaultMode optional items"),
    (
        "core.v1.Container:app",
        "name image volumeMounts env resources ports args imagePullPolicy command securityContext \
         livenessProbe readinessProbe terminationMessagePolicy envFrom terminationMessagePath lifecycle \
         startupProbe workingDir volumeDevices stdin tty resizePolicy",
    ),
    (
        "core.v1.Container:init",
        "name image command args volumeMounts imagePullPolicy resources securityContext restartPolicy env \
         terminationMessagePolicy envFrom terminationMessagePath workingDir ports",
    ),
    (
        "core.v1.Container:native",
        "name image restartPolicy args imagePullPolicy volumeMounts resources startupProbe command \
         securityContext env ports readinessProbe livenessProbe lifecycle terminationMessagePolicy",
    ),
    ("core.v1.ContainerPort", "containerPort name protocol hostPort"),
    ("core.v1.ContainerResizePolicy", "resourceName restartPolicy"),
    ("core.v1.ContainerRestartRule", "action exitCodes"),
    ("core.v1.DownwardAPIVolumeFile", "path fieldRef resourceFieldRef"),
    ("core.v1.EmptyDirVolumeSource", "medium sizeLimit mode"),
    ("core.v1.EnvFromSource", "configMapRef secretRef"),
    ("core.v1.EnvVar", "name value valueFrom"),
    ("core.v1.EnvVarSource", "fieldRef secretKeyRef configMapKeyRef resourceFieldRef"),
    (
        "core.v1.EphemeralContainer",
        "name image command args targetContainerName stdin tty securityContext volumeMounts env",
    ),
    ("core.v1.GRPCAction", "port service"),
    ("core.v1.HTTPGetAction", "port path scheme host httpHeaders"),
    ("core.v1.HTTPHeader", "name value"),
    ("core.v1.HostAlias", "hostnames ip"),
    ("core.v1.HostPathVolumeSource", "path type"),
    ("core.v1.ImageVolumeSource", "reference pullPolicy"),
    ("core.v1.KeyToPath", "key path mode"),
    ("core.v1.Lifecycle", "preStop postStart"),
    ("core.v1.LifecycleHandler", "exec httpGet sleep"),
    (
        "core.v1.NodeAffinity",
        "requiredDuringSchedulingIgnoredDuringExecution preferredDuringSchedulingIgnoredDuringExecution",
    ),
    ("core.v1.NodeSelectorRequirement", "key operator values"),
    ("core.v1.ObjectFieldSelector", "fieldPath apiVersion"),
    ("core.v1.PersistentVolumeClaimSpec", "accessModes resources storageClassName volumeMode"),
    ("core.v1.PersistentVolumeClaimTemplate", "spec metadata"),
    ("core.v1.PersistentVolumeClaimVolumeSource", "claimName readOnly"),
    (
        "core.v1.PodAffinity",
        "preferredDuringSchedulingIgnoredDuringExecution requiredDuringSchedulingIgnoredDuringExecution",
    ),
    ("core.v1.PodAffinityTerm", "labelSelector topologyKey namespaces"),
    (
        "core.v1.PodAntiAffinity",
        "requiredDuringSchedulingIgnoredDuringExecution preferredDuringSchedulingIgnoredDuringExecution",
    ),
    ("core.v1.PodResourceClaim", "name resourceClaimTemplateName resourceClaimName source"),
    (
        "core.v1.PodSecurityContext",
        "seccompProfile runAsNonRoot fsGroup runAsUser runAsGroup windowsOptions supplementalGroups \
         seLinuxOptions sysctls supplementalGroupsPolicy fsGroupChangePolicy appArmorProfile",
    ),
    (
        "core.v1.PodSpec",
        "containers volumes serviceAccountName initContainers restartPolicy securityContext tolerations \
         nodeSelector terminationGracePeriodSeconds affinity priorityClassName hostNetwork dnsPolicy \
         automountServiceAccountToken serviceAccount schedulerName hostPID resourceClaims hostIPC \
         ephemeralContainers enableServiceLinks imagePullSecrets nodeName subdomain hostUsers \
         topologySpreadConstraints shareProcessNamespace runtimeClassName resources hostname",
    ),
    ("core.v1.PodTemplateSpec", "spec metadata"),
    ("core.v1.PreferredSchedulingTerm", "weight preference"),
    (
        "core.v1.Probe",
        "httpGet exec tcpSocket grpc periodSeconds initialDelaySeconds timeoutSeconds failureThreshold \
         successThreshold",
    ),
    ("core.v1.ProjectedVolumeSource", "sources defaultMode"),
    ("core.v1.ReplicationControllerSpec", "template selector replicas"),
    ("core.v1.ResourceClaim", "name request"),
    ("core.v1.ResourceFieldSelector", "resource divisor containerName"),
    ("core.v1.ResourceRequirements", "requests limits claims"),
    ("core.v1.SELinuxOptions", "level type user role"),
    ("core.v1.SeccompProfile", "type localhostProfile"),
    ("core.v1.SecretEnvSource", "name optional"),
    ("core.v1.SecretKeySelector", "name key optional"),
    ("core.v1.SecretProjection", "name items optional"),
    ("core.v1.SecretVolumeSource", "secretName defaultMode optional items"),
    (
        "core.v1.SecurityContext",
        "capabilities allowPrivilegeEscalation readOnlyRootFilesystem runAsNonRoot runAsUser privileged \
         seccompProfile runAsGroup seLinuxOptions procMount windowsOptions",
    ),
    ("core.v1.ServiceAccountTokenProjection", "path audience expirationSeconds"),
    ("core.v1.Sysctl", "name value"),
    ("core.v1.TCPSocketAction", "port host"),
    ("core.v1.Toleration", "key operator effect value tolerationSeconds"),
    ("core.v1.TopologySpreadConstraint", "maxSkew topologyKey whenUnsatisfiable labelSelector"),
    (
        "core.v1.Volume",
        "name emptyDir configMap secret hostPath persistentVolumeClaim projected csi downwardAPI ephemeral \
         image nfs",
    ),
    ("core.v1.VolumeDevice", "name devicePath"),
    ("core.v1.VolumeMount", "name mountPath readOnly subPath mountPropagation recursiveReadOnly subPathExpr"),
    ("core.v1.VolumeProjection", "serviceAccountToken configMap downwardAPI secret podCertificate"),
    ("core.v1.WeightedPodAffinityTerm", "podAffinityTerm weight"),
    ("core.v1.WindowsSecurityContextOptions", "hostProcess runAsUserName"),
    ("meta.v1.LabelSelector", "matchLabels matchExpressions"),
    ("meta.v1.LabelSelectorRequirement", "key operator values"),
    ("meta.v1.ObjectMeta", "name labels namespace annotations generateName"),
];

/// The values of a field by use, where that differs from the order of their description.
const VALUES: &[(&str, &str)] = &[
    ("dnsPolicy", "ClusterFirst ClusterFirstWithHostNet Default None"),
    (
        "fieldPath",
        "metadata.namespace metadata.name spec.nodeName status.podIP status.hostIP spec.serviceAccountName metadata.uid \
         metadata.labels metadata.annotations",
    ),
    ("imagePullPolicy", "IfNotPresent Always Never"),
    ("mountPropagation", "Bidirectional HostToContainer None"),
    ("protocol", "TCP UDP SCTP"),
    ("terminationMessagePolicy", "FallbackToLogsOnError File"),
];

/// The kinds by use.
const KINDS: &str = "Deployment Pod DaemonSet StatefulSet Job CronJob ReplicaSet ReplicationController PodTemplate Service ConfigMap \
     ServiceAccount Secret Namespace Role RoleBinding ClusterRole ClusterRoleBinding PersistentVolumeClaim Ingress";

/// The apiVersions by use.
const VERSIONS: &str = "apps/v1 v1 batch/v1 rbac.authorization.k8s.io/v1 networking.k8s.io/v1 autoscaling/v2 policy/v1";

/// The position of a field among those of its type: what must be there first, what is on its way out last.
/// `last` is the field above, if there is one.
pub(super) fn field(field: &Field, ty: &Type, role: Option<Role>, last: &str, minor: Minor) -> u32 {
    let found = fields(ty, role).and_then(|names| position(names, field.name));
    let follows = follow::position(place(ty, role), last, field.name);
    if is_deprecated(ty, field) || field.is_reported() {
        LAST
    } else if is_demanded(ty, field, minor) {
        found.unwrap_or(OPTIONAL - 1)
    } else if let Some(follows) = follows {
        FOLLOWING + follows
    } else {
        found.map_or(RARE, |found| OPTIONAL + found)
    }
}

fn fields(ty: &Type, role: Option<Role>) -> Option<&'static str> {
    let place = place(ty, role);
    FIELDS.iter().find(|row| row.0 == place).map(|row| row.1)
}

/// The name of a type in the tables: of a container with its role.
fn place(ty: &Type, role: Option<Role>) -> &'static str {
    match (ty.name, role) {
        ("core.v1.Container", Some(Role::Init)) => "core.v1.Container:init",
        ("core.v1.Container", Some(Role::NativeSidecar)) => "core.v1.Container:native",
        ("core.v1.Container", _) => "core.v1.Container:app",
        (name, _) => name,
    }
}

/// The position of a value; `index` is its place in the description of the field.
pub(super) fn value(field: &Field, value: &str, index: usize) -> u32 {
    let names = VALUES.iter().find(|row| row.0 == field.name);
    names.and_then(|row| position(row.1, value)).unwrap_or(100 + index as u32)
}

/// The position of a kind; those that are not settled yet last.
pub(super) fn kind(kind: &str, api_version: &str) -> u32 {
    let unsettled = if is_unsettled(api_version) { 200 } else { 100 };
    position(KINDS, kind).unwrap_or(unsettled)
}

/// The position of an apiVersion.
pub(super) fn version(api_version: &str) -> u32 {
    let unsettled = if is_unsettled(api_version) { 200 } else { 100 };
    position(VERSIONS, api_version).unwrap_or(unsettled)
}

fn is_unsettled(api_version: &str) -> bool {
    api_version.contains("alpha") || api_version.contains("beta")
}

fn position(names: &str, name: &str) -> Option<u32> {
    names.split_ascii_whitespace().position(|known| known == name).map(|at| at as u32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::type_named;

    #[test]
    fn every_name_is_a_field_of_its_type() {
        for (name, fields) in FIELDS {
            let ty = name.split(':').next().and_then(type_named);
            for field in fields.split_ascii_whitespace() {
                assert!(ty.is_some_and(|ty| !ty.fields_named(field).is_empty()), "{name} {field}");
            }
        }
    }
}
