/* hosted_words.c: what the client's page says, in English and Spanish. One row per sentence; a
 * row without a translation cannot be written. */
#include "hosted.h"

#include <string.h>

enum language { ENGLISH, SPANISH, LANGUAGES };

static const char *const codes[LANGUAGES] = { "en", "es" };

static const struct {
	const char *key, *text[LANGUAGES];
} words[] = {
	{ "welcome", { "Share your information", "Comparta su información" } },
	{ "hello", { "Hello", "Hola" } },
	{ "why",
		{ "Your agency asked you to share pay or bank information. You sign in at your "
		"employer or bank, and only what is needed is read.",
		"Su agencia le pidió compartir información de pago o bancaria. Usted inicia sesión con su "
		"empleador o banco y solo se lee lo necesario." } },
	{ "takes", { "It takes about three minutes.", "Toma unos tres minutos." } },
	{ "start", { "Start", "Comenzar" } },
	{ "employers", { "Who pays you?", "¿Quién le paga?" } },
	{ "banks", { "Which bank do you use?", "¿Qué banco usa?" } },
	{ "search", { "Search by name", "Buscar por nombre" } },
	{ "find", { "Search", "Buscar" } },
	{ "none", { "Nothing found. Try another name.", "No se encontró nada. Pruebe otro nombre." } },
	{ "signin", { "Sign in", "Iniciar sesión" } },
	{ "signin_at", { "Use the username and password you use at",
		"Use el usuario y la contraseña que usa en" } },
	{ "username", { "Username", "Usuario" } },
	{ "password", { "Password", "Contraseña" } },
	{ "failed", { "That did not work.", "Eso no funcionó." } },
	{ "again", { "You can try again, or choose another.",
		"Puede intentarlo de nuevo o elegir otro." } },
	{ "login_error", { "The username or password is not right.",
		"El usuario o la contraseña no son correctos." } },
	{ "mfa_error", { "The code is not right.", "El código no es correcto." } },
	{ "account_locked", { "The account is locked. Unlock it there first.",
		"La cuenta está bloqueada. Desbloquéela allí primero." } },
	{ "no_data", { "There is no pay data in this account.",
		"No hay datos de pago en esta cuenta." } },
	{ "unavailable", { "The service is not available. Try later.",
		"El servicio no está disponible. Pruebe más tarde." } },
	{ "error", { "Something went wrong.", "Algo salió mal." } },
	{ "code_title", { "Enter your code", "Escriba su código" } },
	{ "code_hint", { "We sent a 5-digit code to your phone.",
		"Enviamos un código de 5 dígitos a su teléfono." } },
	{ "code", { "Code", "Código" } },
	{ "go_on", { "Continue", "Continuar" } },
	{ "reading", { "Reading your pay data", "Leyendo sus datos de pago" } },
	{ "reading_bank", { "Reading your bank data", "Leyendo sus datos bancarios" } },
	{ "wait", { "This page updates by itself. You can leave it open.",
		"Esta página se actualiza sola. Puede dejarla abierta." } },
	{ "connected", { "Connected", "Conectado" } },
	{ "got_it", { "We have what we need from", "Tenemos lo necesario de" } },
	{ "add_employer", { "Add another employer", "Agregar otro empleador" } },
	{ "add_bank", { "Add a bank", "Agregar un banco" } },
	{ "other", { "Choose another", "Elegir otro" } },
	{ "finish", { "Finish", "Terminar" } },
	{ "leave", { "Stop here", "Terminar aquí" } },
	{ "thanks", { "Thank you, you are done", "Gracias, ha terminado" } },
	{ "thanks_text", { "Your agency has what you shared. You can close this page.",
		"Su agencia tiene lo que compartió. Puede cerrar esta página." } },
	{ "expired", { "This link has expired", "Este enlace ha caducado" } },
	{ "closed", { "This link is no longer in use", "Este enlace ya no está en uso" } },
	{ "closed_text", { "Please ask your agency for a new one.", "Pida uno nuevo a su agencia." } },
	{ "brand", { "Truv simulator: nothing here is real", "Simulador de Truv: nada aquí es real" } },
};

static enum language language_of(const char *locale)
{
	for (int i = 0; i < LANGUAGES; i++)
		if (strncmp(locale, codes[i], 2) == 0 && (locale[2] == '\0' || locale[2] == '-'))
			return (enum language)i;
	return ENGLISH;
}

const char *hosted_language(const char *locale)
{
	return codes[language_of(locale)];
}

cJSON *hosted_words(const char *locale)
{
	enum language language = language_of(locale);
	cJSON *doc = json_object();

	for (size_t i = 0; i < countof(words); i++)
		json_set_text(doc, words[i].key, words[i].text[language]);
	return doc;
}
