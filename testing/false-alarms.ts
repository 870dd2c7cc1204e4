/** What an engine reports that is no fault, each with why it is none. */
export const falseAlarms: readonly { readonly alarm: RegExp; readonly because: string }[] = [
  {
    alarm: /^htmlcs .*H43\.HeadersRequired: .*<table class="w-full border-collapse text-left"><caption/s,
    because:
      'The table of the pyramid has one row of heads and one head a row, each with its scope (H63); the sums have heads over three columns.',
  },
  {
    alarm: /^ibm input_label_exists: .*\/details\[/,
    because:
      'A field in closed details: the engine finds the field and not its label, which is closed with it; opened, it finds both.',
  },
  {
    alarm: /^html-validate prefer-native-element: Prefer to use the native <select> element .*role="listbox"/s,
    because:
      'The list of a combobox that is searched by typing, with groups (WAI-ARIA Authoring Practices); a select does neither.',
  },
  {
    alarm: /^ibm label_ref_valid: The value "field-(file|framework|staff|sections|assignments|leave)"/,
    because:
      'The field for a file stands behind its button, one pixel high and with this id; the engine passes over what is clipped.',
  },
]
