// Creates the language client, which starts the server and sends it the settings.

import { Uri, WorkspaceEdit, window, type LogOutputChannel } from 'vscode';
import {
  CloseAction,
  DidChangeConfigurationNotification,
  LanguageClient,
  RevealOutputChannelOn,
  State,
  type ErrorHandler,
  type LanguageClientOptions,
} from 'vscode-languageclient/node';
import type { Jumps } from './jump';
import { announcement } from './places';
import { pageOf } from './rules';
import { serverSettings } from './settings';

/** The documents of the server. It also reads from the disk, so sources and configurations must be files. */
const DOCUMENTS = [
  { scheme: 'file', language: 'markdown' },
  { scheme: 'file', language: 'plaintext' },
  // The text of a source that is no text file. The server has its content.
  { scheme: 'onrecord', language: 'plaintext' },
  // These take effect before they are saved.
  { scheme: 'file', pattern: '**/{onrecord,actors}.toml' },
  { scheme: 'file', pattern: '**/*.bib' },
  // A note without a file yet.
  { scheme: 'untitled', language: 'markdown' },
];

/** A client for the server at `program`, not yet started. */
export function createClient(program: string, log: LogOutputChannel, jumps: Jumps): LanguageClient {
  // A server that crashes is restarted a few times. One that never started would only fail again.
  let ran = false;
  const errorHandler: ErrorHandler = {
    error: (...args) => defaults.error(...args),
    closed: () => (ran ? defaults.closed() : { action: CloseAction.DoNotRestart, handled: true }),
  };
  const options: LanguageClientOptions = {
    documentSelector: DOCUMENTS,
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: () => serverSettings(),
    initializationFailedHandler: () => false,
    errorHandler,
    uriConverters: {
      code2Protocol: (uri) => uri.toString(),
      // The link of a finding's rule opens a preview of its page instead of the Markdown source.
      protocol2Code: (uri) => pageOf(uri) ?? Uri.parse(uri),
    },
    middleware: {
      provideDefinition: async (document, position, token, next) =>
        jumps.remember(await next(document, position, token)),
      provideTypeDefinition: async (document, position, token, next) =>
        jumps.remember(await next(document, position, token)),
      // If the server refuses a rename, VS Code tries the next extension: the one for Markdown would rename `[@key]` as a
      // link label and overwrite the `@`.
      provideRenameEdits: async (document, position, name, token, next) => {
        try {
          return await next(document, position, name, token);
        } catch (error) {
          void window.showErrorMessage(error instanceof Error ? error.message : String(error));
          return new WorkspaceEdit();
        }
      },
      workspace: {
        configuration: async (params, token, next) => {
          const answers = await next(params, token);
          if (!Array.isArray(answers)) {
            return answers;
          }
          return answers.map((answer: unknown, n) => {
            const item = params.items[n];
            return item?.section === 'onrecord'
              ? serverSettings(item.scopeUri ? Uri.parse(item.scopeUri) : undefined)
              : answer;
          });
        },
        didChangeConfiguration: () =>
          client.sendNotification(DidChangeConfigurationNotification.type, {
            settings: { onrecord: serverSettings() },
          }),
      },
    },
  };
  const client = new LanguageClient('onrecord', 'onrecord', { command: program, args: ['lsp'] }, options);
  client.registerFeature(announcement);
  const defaults = client.createDefaultErrorHandler();
  client.onDidChangeState(({ newState }) => (ran ||= newState === State.Running));
  return client;
}
