// Starts, stops and restarts the server, sends it requests, and shows its state.

import { homedir } from 'node:os';
import { env as environment, platform } from 'node:process';
import { window, workspace, type Disposable, type ExtensionContext, type LogOutputChannel } from 'vscode';
import { LSPErrorCodes, ResponseError, State, type LanguageClient } from 'vscode-languageclient/node';
import { findBinary } from './binary';
import { createClient } from './client';
import type { Jumps } from './jump';
import { reportFailed, reportMissing } from './missing';
import type { Status } from './status';

/** Runs at most one language server at a time. */
export class Server implements Disposable {
  private client: LanguageClient | undefined;
  /** Serialises starts and stops: a client that is stopped while it starts would leave its process behind. */
  private queue: Promise<void> = Promise.resolve();

  constructor(
    private readonly context: ExtensionContext,
    private readonly log: LogOutputChannel,
    private readonly status: Status,
    private readonly jumps: Jumps,
  ) {}

  /** Stops the running server, then finds the program and starts it. */
  restart(): Promise<void> {
    return this.enqueue(async () => {
      await this.end();
      await this.begin();
    });
  }

  /** Sends a request; undefined if no server is running or the request fails. */
  async request<T>(method: string, params?: object): Promise<T | undefined> {
    await this.queue;
    const client = this.client;
    if (client?.state !== State.Running) {
      return undefined;
    }
    try {
      return await (params === undefined ? client.sendRequest<T>(method) : client.sendRequest<T>(method, params));
    } catch (error) {
      this.log.error(`${method}:`, error instanceof Error ? error : String(error));
      // The message of a refused request is written for the user.
      if (error instanceof ResponseError && error.code === LSPErrorCodes.RequestFailed) {
        void window.showInformationMessage(error.message);
      }
      return undefined;
    }
  }

  /** Stops the server and waits until it has exited. */
  stop(): Promise<void> {
    return this.enqueue(() => this.end());
  }

  dispose(): void {
    void this.stop();
  }

  private enqueue(act: () => Promise<void>): Promise<void> {
    this.queue = this.queue.then(act, act);
    return this.queue;
  }

  private async begin(): Promise<void> {
    const setting = workspace.getConfiguration('onrecord').get('path', '');
    const lookup = findBinary({
      setting,
      extension: this.context.extensionPath,
      path: environment['PATH'] ?? '',
      home: homedir(),
      workspace: workspace.workspaceFolders?.[0]?.uri.fsPath,
      platform,
    });
    if (lookup.found === undefined) {
      this.status.set({ is: 'stopped' });
      void reportMissing(setting, lookup.tried, this.log);
      return;
    }

    this.log.info(`Starting ${lookup.found} (by ${lookup.by})`);
    this.status.set({ is: 'starting' });
    const client = createClient(lookup.found, this.log, this.jumps);
    this.client = client;
    client.onDidChangeState(({ newState }) => this.show(newState, lookup.found, client));
    try {
      await client.start();
    } catch (error) {
      void reportFailed(lookup.found, error, this.log);
    }
  }

  private async end(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    try {
      await client?.dispose();
    } catch (error) {
      // It has already exited, or never started.
      this.log.debug(String(error));
    }
  }

  private show(state: State, program: string, client: LanguageClient): void {
    switch (state) {
      case State.Running:
        this.status.set({
          is: 'running',
          program,
          version: client.initializeResult?.serverInfo?.version,
        });
        break;
      case State.Starting:
        this.status.set({ is: 'starting' });
        break;
      default:
        this.status.set({ is: 'stopped' });
    }
  }
}
