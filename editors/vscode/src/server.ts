// The server as the rest of the extension sees it: started, stopped, started again, its state shown.

import { homedir } from 'node:os';
import { env as environment, platform } from 'node:process';
import { window, workspace, type Disposable, type ExtensionContext, type LogOutputChannel } from 'vscode';
import { LSPErrorCodes, ResponseError, State, type LanguageClient } from 'vscode-languageclient/node';
import { findBinary } from './binary';
import { createClient } from './client';
import type { Jumps } from './jump';
import { sayFailed, sayMissing } from './missing';
import type { Status } from './status';

/** Runs at most one language server at a time. */
export class Server implements Disposable {
  private client: LanguageClient | undefined;
  /** Starts and stops wait for each other: a client that is stopped while it starts would leave its process behind. */
  private turn: Promise<void> = Promise.resolve();

  constructor(
    private readonly context: ExtensionContext,
    private readonly log: LogOutputChannel,
    private readonly status: Status,
    private readonly jumps: Jumps,
  ) {}

  /** Looks for the program and starts it, after stopping the one that runs. */
  restart(): Promise<void> {
    return this.inTurn(async () => {
      await this.end();
      await this.begin();
    });
  }

  /** Asks the running server something; undefined when none runs or it has no answer. */
  async ask<T>(method: string, params?: object): Promise<T | undefined> {
    await this.turn;
    const client = this.client;
    if (client?.state !== State.Running) {
      return undefined;
    }
    try {
      return await (params === undefined ? client.sendRequest<T>(method) : client.sendRequest<T>(method, params));
    } catch (error) {
      this.log.error(`${method}:`, error instanceof Error ? error : String(error));
      // A request that was refused says why in words for the user.
      if (error instanceof ResponseError && error.code === LSPErrorCodes.RequestFailed) {
        void window.showInformationMessage(error.message);
      }
      return undefined;
    }
  }

  /** Stops the server and waits until it has ended. */
  stop(): Promise<void> {
    return this.inTurn(() => this.end());
  }

  dispose(): void {
    void this.stop();
  }

  private inTurn(act: () => Promise<void>): Promise<void> {
    this.turn = this.turn.then(act, act);
    return this.turn;
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
      void sayMissing(setting, lookup.tried, this.log);
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
      void sayFailed(lookup.found, error, this.log);
    }
  }

  private async end(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    try {
      await client?.dispose();
    } catch (error) {
      // It is gone already, or never came up.
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
