/** The reference writes code in backticks; here it is read as a sentence. */
export const plain = (text: string) => text.replaceAll('`', '')
