# What the executable carries besides machine code.

.section .rodata
.balign 16
.globl modules
modules:
.incbin "modules.bin"

.globl licences, licences_end
licences:
.incbin "licences.txt"
licences_end:

.section .note.GNU-stack, "", @progbits
