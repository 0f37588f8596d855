//! How templates are wired into a Pod: order, names, ports, volumes, the app, places to type at.
