/* The program's entry: an interpreter that looks for nothing on disk, with its modules in the executable. */

#include <Python.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

extern const unsigned char modules[];
extern const char licences[], licences_end[];

static const struct _frozen table[] = {
#include "modules.h"
    {NULL, NULL, 0, 0, NULL},
};

#define EXTENSION(name, entry) extern PyObject *entry(void);
#include "builtins.h"
#undef EXTENSION

struct _inittab _PyImport_Inittab[] = {
#define EXTENSION(name, entry) {name, entry},
#include "builtins.h"
#undef EXTENSION
    {"builtins", NULL},
    {"sys", NULL},
    {NULL, NULL},
};

static const char start[] = "import sys\nfrom shipa.__main__ import main\nsys.exit(main())\n";

static void stop_on(PyStatus status)
{
    if (PyStatus_Exception(status)) {
        Py_ExitStatusException(status);
    }
}

/* Where the interpreter would look for its files, if it had any. */
#define NOWHERE L"/nowhere"

/* The path of this executable, which is part of the key of its caches; "/nowhere" where /proc is not there. */
static const char *own_path(void)
{
    static char path[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    if (length < 0) {
        return "/nowhere";
    }
    path[length] = '\0';
    return path;
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--licences") == 0) {
        size_t size = (size_t)(licences_end - licences);
        return fwrite(licences, 1, size, stdout) == size && fflush(stdout) == 0 ? 0 : 2;
    }

    PyPreConfig before;
    PyPreConfig_InitIsolatedConfig(&before);
    before.utf8_mode = 1;
    stop_on(Py_PreInitialize(&before));

    PyImport_FrozenModules = table;

    PyConfig config;
    PyConfig_InitIsolatedConfig(&config);
    config.install_signal_handlers = 1;
    config.site_import = 0;
    config.write_bytecode = 0;
    config.module_search_paths_set = 1;
    stop_on(PyConfig_SetString(&config, &config.home, NOWHERE));
    stop_on(PyConfig_SetBytesString(&config, &config.executable, own_path()));
    stop_on(PyConfig_SetString(&config, &config.base_executable, NOWHERE));
    stop_on(PyConfig_SetString(&config, &config.prefix, NOWHERE));
    stop_on(PyConfig_SetString(&config, &config.base_prefix, NOWHERE));
    stop_on(PyConfig_SetString(&config, &config.exec_prefix, NOWHERE));
    stop_on(PyConfig_SetString(&config, &config.base_exec_prefix, NOWHERE));
    stop_on(PyConfig_SetBytesArgv(&config, argc, argv));
    stop_on(PyConfig_SetBytesString(&config, &config.run_command, start));
    stop_on(Py_InitializeFromConfig(&config));
    PyConfig_Clear(&config);
    return Py_RunMain();
}
