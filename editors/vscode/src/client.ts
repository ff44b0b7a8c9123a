// The language client: starts the server on one program and keeps it supplied with the settings.

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

/** The server reads the disk beside the open documents, so sources and configurations can only be files. */
const DOCUMENTS = [
  { scheme: 'file', language: 'markdown' },
  { scheme: 'file', language: 'plaintext' },
  // These count as they stand in the editor, saved or not.
  { scheme: 'file', pattern: '**/{onrecord,actors}.toml' },
  { scheme: 'file', pattern: '**/*.bib' },
  // A note that has no file yet.
  { scheme: 'untitled', language: 'markdown' },
];

/** A client for the server at `program`, not yet started. */
export function createClient(program: string, log: LogOutputChannel, jumps: Jumps): LanguageClient {
  // A server that ran and fell is started again, a few times. One that never came up would only fail again.
  let ran = false;
  const faults: ErrorHandler = {
    error: (...fault) => usual.error(...fault),
    closed: () => (ran ? usual.closed() : { action: CloseAction.DoNotRestart, handled: true }),
  };
  const options: LanguageClientOptions = {
    documentSelector: DOCUMENTS,
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: () => serverSettings(),
    initializationFailedHandler: () => false,
    errorHandler: faults,
    uriConverters: {
      code2Protocol: (uri) => uri.toString(),
      // A finding's rule is a link to a Markdown file. It is shown as a reader wants it, not as its writer.
      protocol2Code: (uri) => pageOf(uri) ?? Uri.parse(uri),
    },
    middleware: {
      provideDefinition: async (document, position, token, next) =>
        jumps.remember(await next(document, position, token)),
      provideTypeDefinition: async (document, position, token, next) =>
        jumps.remember(await next(document, position, token)),
      // What the server refuses VS Code would ask of the next extension: that for Markdown takes `[@key]` for the label of
      // a link, and writes the new name over the `@`.
      provideRenameEdits: async (document, position, name, token, next) => {
        try {
          return await next(document, position, name, token);
        } catch (refusal) {
          void window.showErrorMessage(refusal instanceof Error ? refusal.message : String(refusal));
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
  const usual = client.createDefaultErrorHandler();
  client.onDidChangeState(({ newState }) => (ran ||= newState === State.Running));
  return client;
}
