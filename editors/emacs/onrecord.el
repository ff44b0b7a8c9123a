;;; onrecord.el --- Who said it, where, and whether the note has it right  -*- lexical-binding: t; -*-

;; Version: 0.1.0
;; Package-Requires: ((emacs "29.1"))
;; SPDX-License-Identifier: MIT OR Apache-2.0

;;; Commentary:

;; Tells Eglot, which is part of Emacs 29 and later, how to start the onrecord language server:
;;
;;     (add-to-list 'load-path "/path/to/onrecord/editors/emacs")
;;     (require 'onrecord)
;;     (add-hook 'markdown-mode-hook #'eglot-ensure)
;;     (setq eglot-extend-to-xref t) ; so that names answer in the text of a web page, too
;;
;; Then press M-. on a quotation or C-h . on a name, or run M-x flymake-show-buffer-diagnostics.

;;; Code:

(require 'eglot)
(require 'project)

(defgroup onrecord nil
  "The onrecord language server."
  :group 'tools
  :prefix "onrecord-")

(defcustom onrecord-command '("onrecord" "lsp")
  "The command that starts the server."
  :type '(repeat string))

(defconst onrecord-root-markers '("onrecord.toml" "seeds" "sources" "corpus")
  "Files and folders that mark the root of a project.")

(defun onrecord-project (directory)
  "Return the project around DIRECTORY, found by its corpus or configuration."
  (let ((root (locate-dominating-file
               directory
               (lambda (candidate)
                 (seq-some (lambda (marker)
                             (file-exists-p (expand-file-name marker candidate)))
                           onrecord-root-markers)))))
    (when root (cons 'transient root))))

;; After version control: a repository with several corpora is still one project.
(add-hook 'project-find-functions #'onrecord-project 90)

(add-to-list 'eglot-server-programs
             `((markdown-mode markdown-ts-mode (text-mode :language-id "plaintext"))
               . ,(lambda (&rest _) onrecord-command)))

(provide 'onrecord)
;;; onrecord.el ends here
