//! What people usually write right below a field: it comes before other fields that may be left out.
//!
//! Counted over public manifests written by hand, for fields with enough uses to tell. Knows names only.

/// By type, of a container by its role: a field, and those that follow it most often.
const FOLLOWERS: &[(&str, &[(&str, &str)])] = &[
    ("apps.v1.DaemonSetSpec", &[("selector", "template"), ("updateStrategy", "selector template")]),
    (
        "apps.v1.DeploymentSpec",
        &[("selector", "template"), ("replicas", "selector"), ("strategy", "selector template")],
    ),
    (
        "apps.v1.StatefulSetSpec",
        &[
            ("selector", "serviceName template replicas"),
            ("serviceName", "replicas selector"),
            ("replicas", "template selector"),
            ("template", "volumeClaimTemplates"),
        ],
    ),
    ("batch.v1.CronJobSpec", &[("schedule", "jobTemplate concurrencyPolicy")]),
    (
        "batch.v1.JobSpec",
        &[
            ("backoffLimit", "template"),
            ("parallelism", "completions template backoffLimit"),
            ("ttlSecondsAfterFinished", "template backoffLimit"),
            ("completions", "parallelism backoffLimit suspend"),
            ("template", "backoffLimit"),
        ],
    ),
    (
        "core.v1.Container:app",
        &[
            ("name", "image"),
            ("image", "imagePullPolicy command args"),
            ("env", "ports volumeMounts resources"),
            ("args", "env ports volumeMounts"),
            ("ports", "livenessProbe volumeMounts resources"),
            ("command", "args env"),
            ("imagePullPolicy", "command args volumeMounts"),
            ("resources", "volumeMounts securityContext"),
            ("livenessProbe", "readinessProbe env"),
            ("securityContext", "volumeMounts env image"),
            ("volumeMounts", "resources env securityContext"),
            ("readinessProbe", "volumeMounts resources livenessProbe"),
            ("envFrom", "env ports volumeMounts"),
            ("terminationMessagePolicy", "volumeMounts securityContext ports"),
            ("startupProbe", "livenessProbe readinessProbe securityContext"),
            ("lifecycle", "env livenessProbe ports"),
        ],
    ),
    (
        "core.v1.Container:init",
        &[
            ("name", "image"),
            ("image", "command imagePullPolicy"),
            ("command", "args volumeMounts env"),
            ("imagePullPolicy", "command"),
            ("args", "volumeMounts resources"),
            ("env", "volumeMounts command securityContext"),
            ("securityContext", "resources volumeMounts command"),
        ],
    ),
    (
        "core.v1.Container:native",
        &[
            ("name", "image args"),
            ("image", "restartPolicy imagePullPolicy"),
            ("restartPolicy", "securityContext command"),
        ],
    ),
    ("core.v1.ContainerPort", &[("containerPort", "name protocol"), ("name", "protocol containerPort")]),
    ("core.v1.EmptyDirVolumeSource", &[("medium", "sizeLimit")]),
    ("core.v1.HTTPGetAction", &[("path", "port"), ("port", "scheme")]),
    (
        "core.v1.PodSpec",
        &[
            ("containers", "volumes initContainers"),
            ("serviceAccountName", "containers"),
            ("initContainers", "containers volumes"),
            ("securityContext", "containers hostNetwork"),
            ("nodeSelector", "tolerations containers affinity"),
            ("tolerations", "containers nodeSelector volumes"),
            ("hostNetwork", "initContainers dnsPolicy containers"),
            ("restartPolicy", "containers nodeSelector"),
            ("volumes", "containers restartPolicy"),
            ("priorityClassName", "securityContext containers serviceAccountName"),
            ("affinity", "priorityClassName containers"),
            ("terminationGracePeriodSeconds", "containers volumes"),
            ("dnsPolicy", "volumes serviceAccountName restartPolicy"),
            ("automountServiceAccountToken", "containers initContainers securityContext"),
        ],
    ),
    (
        "core.v1.Probe",
        &[
            ("httpGet", "initialDelaySeconds periodSeconds"),
            ("initialDelaySeconds", "periodSeconds timeoutSeconds"),
            ("failureThreshold", "httpGet periodSeconds"),
            ("periodSeconds", "timeoutSeconds failureThreshold successThreshold"),
            ("timeoutSeconds", "periodSeconds failureThreshold successThreshold"),
            ("exec", "initialDelaySeconds failureThreshold"),
            ("successThreshold", "failureThreshold timeoutSeconds"),
        ],
    ),
    (
        "core.v1.SecurityContext",
        &[
            ("allowPrivilegeEscalation", "capabilities runAsNonRoot readOnlyRootFilesystem"),
            ("capabilities", "readOnlyRootFilesystem allowPrivilegeEscalation seccompProfile"),
            ("runAsNonRoot", "runAsUser capabilities readOnlyRootFilesystem"),
            ("privileged", "capabilities"),
            ("runAsUser", "runAsGroup allowPrivilegeEscalation capabilities"),
            ("readOnlyRootFilesystem", "runAsNonRoot capabilities"),
        ],
    ),
    ("core.v1.Toleration", &[("key", "operator effect"), ("operator", "effect value"), ("effect", "operator key")]),
    ("core.v1.VolumeMount", &[("mountPath", "name readOnly"), ("name", "mountPath readOnly")]),
    (
        "meta.v1.ObjectMeta",
        &[
            ("name", "namespace labels"),
            ("namespace", "labels name"),
            ("labels", "name annotations"),
            ("annotations", "labels"),
        ],
    ),
];

/// The position of `field` among those that follow `last` in a mapping of the type or role `place`.
pub(super) fn position(place: &str, last: &str, field: &str) -> Option<u32> {
    let (_, rows) = FOLLOWERS.iter().find(|(name, _)| *name == place)?;
    let (_, names) = rows.iter().find(|(name, _)| *name == last)?;
    names.split_ascii_whitespace().position(|name| name == field).map(|at| at as u32)
}

#[cfg(test)]
mod tests {
    use super::FOLLOWERS;
    use crate::schema::type_named;

    #[test]
    fn every_name_is_a_field_of_its_type() {
        for (name, rows) in FOLLOWERS {
            let ty = name.split(':').next().and_then(type_named);
            for field in rows.iter().flat_map(|(last, names)| names.split_ascii_whitespace().chain([*last])) {
                assert!(ty.is_some_and(|ty| !ty.fields_named(field).is_empty()), "{name} {field}");
            }
        }
    }
}
