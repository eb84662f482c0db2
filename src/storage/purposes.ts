/**
 * What something of a household is read for, as the audit log has it. The log takes no other, and whoever shows it to
 * people has words for each of them: a new one does not compile before it has.
 */
export type Purpose =
  | 'alert'
  | 'alert-case'
  | 'alert-matching'
  | 'alerts-feedback'
  | 'alerts-matching'
  | 'alerts-preview'
  | 'copy'
  | 'correction'
  | 'export'
  | 'finding'
  | 'findings'
  | 'follow_up'
  | 'form'
  | 'handling'
  | 'list'
  | 'monthly-check'
  | 'notice'
  | 'own-data'
  | 'photo'
  | 'record'
  | 'register-preview'
  | 'removal'
  | 'rights'
  | 'status'
  | 'support'
  | 'task'
  | 'task-check'
  | 'transfer'
  | 'visit';
