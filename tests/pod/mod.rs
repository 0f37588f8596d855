//! Pods as Kubernetes reads them.

mod effective;
