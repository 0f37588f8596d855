// Makes the setting `podls.trace.server` work by itself.
//
// The client library traces only while the log level of its trace channel is Trace, which VS Code users set elsewhere.
// This channel writes to the ordinary log and says Trace exactly while the setting asks for messages.

import * as vscode from 'vscode';
import { traceLevel } from './settings.ts';

export interface TraceChannel {
  channel: vscode.LogOutputChannel;
  /** To be called when the setting may have changed. */
  refresh(): void;
}

export function createTraceChannel(log: vscode.LogOutputChannel): TraceChannel {
  const level = () => (traceLevel() === 'off' ? log.logLevel : vscode.LogLevel.Trace);
  const changed = new vscode.EventEmitter<vscode.LogLevel>();
  log.onDidChangeLogLevel(() => changed.fire(level()));
  const channel: vscode.LogOutputChannel = {
    name: log.name,
    get logLevel() {
      return level();
    },
    onDidChangeLogLevel: changed.event,
    trace: (message, ...rest) => (traceLevel() === 'off' ? log.trace(message, ...rest) : log.info(message, ...rest)),
    debug: (message, ...rest) => log.debug(message, ...rest),
    info: (message, ...rest) => log.info(message, ...rest),
    warn: (message, ...rest) => log.warn(message, ...rest),
    error: (message, ...rest) => log.error(message, ...rest),
    append: (value) => log.append(value),
    appendLine: (value) => log.appendLine(value),
    replace: (value) => log.replace(value),
    clear: () => log.clear(),
    show: () => log.show(true),
    hide: () => log.hide(),
    dispose: () => changed.dispose(),
  };
  return { channel, refresh: () => changed.fire(level()) };
}
