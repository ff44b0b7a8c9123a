;;; session.el --- An analyst's session in Emacs  -*- lexical-binding: t; -*-

;;; Commentary:

;; Opens a note, reads its findings, looks at a card, jumps to a quotation's source.

;;; Code:

(require 'ert)
(require 'onrecord)
(require 'flymake)
(require 'xref)

;; Without a Markdown package, notes are plain text like the sources.
(add-to-list 'auto-mode-alist '("\\.md\\'" . text-mode))
(setq eglot-sync-connect 30
      eglot-autoshutdown t
      eglot-confirm-server-edits nil
      eglot-report-progress nil)

(defun session-eventually (what condition)
  "Wait until CONDITION holds and return its value; fail naming WHAT after 30 seconds."
  (let ((end (+ (float-time) 30))
        value)
    (while (and (not (setq value (funcall condition))) (< (float-time) end))
      (accept-process-output nil 0.05))
    (unless value (ert-fail (format "never happened: %s" what)))
    value))

(defun session-open (file)
  "Open FILE of the project, with Eglot in it."
  (find-file file)
  (unless (eglot-managed-p)
    (apply #'eglot (eglot--guess-contact)))
  (session-eventually "a managed buffer" #'eglot-managed-p)
  (flymake-mode 1)
  (goto-char (point-min)))

(defun session-findings ()
  "The findings of the buffer, as text."
  (flymake-start)
  (mapcar #'flymake-diagnostic-text (flymake-diagnostics)))

(defun session-request (method)
  "The answer to METHOD at point."
  (jsonrpc-request (eglot-current-server) method (eglot--TextDocumentPositionParams)))

(ert-deftest session-a-finding-is-shown ()
  (session-open "notes/desk.md")
  (session-eventually "a finding"
                      (lambda () (seq-some (lambda (text) (string-match-p "provocation\\|not found\\|corpus" text))
                                           (session-findings)))))

(ert-deftest session-an-actor-has-a-card ()
  (session-open "notes/desk.md")
  (session-eventually "findings" #'session-findings)
  (search-forward "Yang Ji")
  (let ((card (plist-get (session-request :textDocument/hover) :contents)))
    (should (string-match-p "State Councilor" (format "%s" card)))))

(ert-deftest session-a-quotation-leads-to-its-words ()
  (session-open "notes/desk.md")
  (session-eventually "findings" #'session-findings)
  (search-forward "handled and")
  (call-interactively #'xref-find-definitions)
  (should (string-match-p "seeds/000_" (buffer-file-name)))
  (should (looking-at-p "and resolved through")))

(ert-deftest session-an-actor-has-references ()
  (session-open "notes/desk.md")
  (session-eventually "findings" #'session-findings)
  (search-forward "Yang Ji")
  (let ((places (xref-backend-references 'eglot (xref-backend-identifier-at-point 'eglot))))
    (should (> (length places) 2))
    (should (seq-some (lambda (place)
                        (string-match-p "seeds/000_" (xref-location-group (xref-item-location place))))
                      places))))

(ert-deftest session-the-outline-lists-quotations ()
  (session-open "notes/desk.md")
  (should (string-match-p "the issue needs" (format "%S" (funcall imenu-create-index-function)))))

(ert-deftest session-a-citation-is-completed ()
  (session-open "notes/desk.md")
  (session-eventually "findings" #'session-findings)
  (goto-char (point-max))
  (insert "See [@00")
  (let* ((found (eglot-completion-at-point))
         (names (all-completions "00" (nth 2 found))))
    (should (= (length names) 5)))
  (set-buffer-modified-p nil)
  (kill-buffer))

(ert-deftest session-a-name-is-renamed-in-every-note ()
  (session-open "notes/desk.md")
  (session-eventually "findings" #'session-findings)
  (search-forward "Yang Ji")
  (eglot-rename "Yang J.")
  (goto-char (point-min))
  (should (search-forward "Yang J. said" nil t))
  (dolist (buffer (buffer-list))
    (with-current-buffer buffer
      (when (and buffer-file-name (buffer-modified-p))
        (revert-buffer t t t)))))

(ert-deftest session-a-source-belongs-to-the-project ()
  (should (equal (file-name-as-directory (expand-file-name (project-root (project-current nil "seeds"))))
                 (file-name-as-directory (expand-file-name default-directory)))))

;;; session.el ends here
