import type { Language } from '../../../common/languages';

/** Words that many views and dialogs have in common, as a person reads them in each language. */
export const words = {
  en: {
    save: 'Save',
    cancel: 'Cancel',
    close: 'Close',
    done: 'Done',
    edit: 'Edit AccessKey',
    enable: 'Enable',
    disable: 'Disable',
    delete: 'Delete AccessKey',
    viewSecret: 'View Secret',
    assign: 'Assign to…',
    wrongPassword: 'The master password is wrong. Check Caps Lock and the keyboard layout, then try again.',
  },
  'zh-CN': {
    save: '保存',
    cancel: '取消',
    close: '关闭',
    done: '完成',
    edit: '编辑 AccessKey',
    enable: '启用',
    disable: '禁用',
    delete: '删除',
    viewSecret: '查看 Secret',
    assign: '分配给…',
    wrongPassword: '主密码不正确。请检查大写锁定和键盘布局后重试。',
  },
} as const satisfies Record<Language, Record<string, string>>;

/** A whole text in either language. */
export function either(texts: Readonly<Record<Language, string>>): RegExp {
  return new RegExp(`^(${Object.values(texts).map(literal).join('|')})$`);
}

/** A text as a pattern that matches it literally. */
export function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Waits for a click's answer. The page may be gone before the answer comes. */
export async function evenIfGone(act: Promise<unknown>): Promise<void> {
  try {
    await act;
  } catch (thrown) {
    if (!(thrown instanceof Error) || !/closed|crashed|detached/i.test(thrown.message)) throw thrown;
  }
}
